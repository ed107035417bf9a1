"""The parts of the screen Data & edisi."""
