"""Letters: direction (UAX #9), language tags (BCP 47), places where a line may break."""
