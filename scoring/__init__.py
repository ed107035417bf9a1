"""The rules of the award: criteria and indicators in, a ranking out."""
