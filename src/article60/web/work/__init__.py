"""My work: for every role one page of what waits, gathered from what each application says."""
