"""The screen of 권리분석: price, claims, the nine grounds and the support."""
