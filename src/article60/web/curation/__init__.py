"""People decide on what machines propose: decisions are only added, shown at once over the last run and handed to the next."""
