"""What overseers recommend (kiến nghị giám sát) and what is answered, with dates; inspection rounds come later."""
