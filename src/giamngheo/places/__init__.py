"""Provinces, districts, communes and hamlets (địa bàn): dated, with what they came from and what they became."""
