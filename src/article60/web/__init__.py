"""The Django application: the only place that imports Django."""
