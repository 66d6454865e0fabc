"""Words, numbers and money as they are written in Vietnamese documents; standard library only."""
