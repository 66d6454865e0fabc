"""Reading and, later, writing of office documents."""
