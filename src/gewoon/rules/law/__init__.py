"""The law's arithmetic: dated numbers in, an amount or a day with its reasons out."""
