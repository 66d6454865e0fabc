"""giamngheo: the running of a sustainable poverty-reduction programme (giảm nghèo bền vững)."""

__version__ = "0.1.0"
