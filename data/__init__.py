"""Regions and their shapes, editions, the store of observations, and the check of incoming files."""
