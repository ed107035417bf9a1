"""Figures that offices send: files read into one table of figures, region by region, with what is left to ask."""

from data.incoming.reading import read
from data.incoming.sheets import Sheet, sheets
from data.incoming.template import template
from data.incoming.terms import Incoming, Terms

__all__ = ["Incoming", "Sheet", "Terms", "read", "sheets", "template"]
