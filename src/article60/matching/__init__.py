"""Which activity may answer which need, by named features that explain themselves."""
