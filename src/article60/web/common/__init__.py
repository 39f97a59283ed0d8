"""What every page of the site shares: the template environment, headers, wording and formats."""
