"""Short lists of common names from which tenants, streets and firms are made up."""

ASSOCIATION = "Stichting Wonen Waterrijk"
TOWN = "Waterrijk"
MUNICIPALITY = "Gemeente Waterrijk"
BUREAU = "Bureau Opstap"
DEBT_HELP_OFFICE = "Schuldhulp Waterrijk"

ADMINISTRATORS = (
    ("Bewindvoering De Brug", "Brugwachtersplein 1, 9990 SA Waterrijk"),
    ("Kantoor Overzicht Bewind", "Sluiskade 7, 9991 SD Waterrijk"),
    ("Rust en Regel Bewindvoerders", "Overhaal 12, 9992 SS Waterrijk"),
)

# Origin: share of the tenants in per cent, language, women's names, men's names, surnames.
ORIGINS: tuple[tuple[int, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        62,
        "nl",
        ("Anna", "Ria", "Sanne", "Linda", "Eva", "Lotte", "Marieke", "Petra", "Truus", "Femke"),
        ("Jan", "Piet", "Kees", "Daan", "Bas", "Henk", "Willem", "Sjoerd", "Tim", "Ruud"),
        ("de Vries", "Jansen", "Bakker", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "Bos", "Vos",
         "Peters", "Hendriks", "van Dijk", "Kok", "van der Berg", "Dekker", "Postma", "Kuipers"),
    ),
    (7, "nl", ("Fatma", "Elif", "Zeynep"), ("Mehmet", "Mustafa", "Emre"),
     ("Yilmaz", "Kaya", "Demir", "Celik", "Sahin")),
    (7, "nl", ("Fatima", "Samira", "Naima"), ("Mohamed", "Youssef", "Rachid"),
     ("El Amrani", "Bennani", "Haddou", "Ziani", "Tahiri")),
    (7, "nl", ("Chandra", "Joyce", "Shanti"), ("Ricardo", "Orlando", "Dewi"),
     ("Ramdin", "Kartosen", "Pinas", "Sewnath", "Wijngaarde")),
    (4, "en", ("Agnieszka", "Katarzyna"), ("Piotr", "Tomasz"), ("Nowak", "Kowalski", "Wojcik", "Mazur")),
    (4, "nl", ("Shurensly", "Marelva"), ("Curtis", "Jairzinho"), ("Martina", "Maduro", "Croes", "Isenia")),
    (4, "ar", ("Rania", "Hala"), ("Ahmad", "Omar"), ("Al Hamad", "Khalil", "Darwish", "Sabbagh")),
    (3, "ti", ("Selam", "Mehret"), ("Yonas", "Tesfay"), ("Ghebre", "Haile", "Tekle", "Weldu")),
    (2, "en", ("Grace", "Priya"), ("Daniel", "Arjun"), ("Mensah", "Okafor", "Sharma", "Silva")),
)  # fmt: skip

STREETS = (
    "Waterlelielaan", "Rietzangerhof", "Lisdoddestraat", "Wilgenkade", "Fuutplein", "Meerkoetweg",
    "Gele Plompstraat", "Kikkerbeetpad", "Zwanenbloemhof", "Kalmoesdreef", "Otterspoor", "Libellestraat",
    "Waterjufferweg", "Snoekbaarslaan", "Karperhof", "Zilvervispad", "Watermuntstraat", "Pijlkruidplein",
    "Oeverzwaluwweg", "IJsvogelstraat", "Roerdomplaan", "Purperreigerhof", "Krabbenscheerkade", "Dotterpad",
)  # fmt: skip

FIRMS = (
    "Loodgietersbedrijf Het Kraantje", "Schildersbedrijf Kwast en Co", "Liftonderhoud Op en Neer",
    "Hoveniers De Groene Zoom", "Schoonmaak Trappenhuis Fris", "Dakdekkers Waterdicht",
    "Verwarming en Ketel Warm Thuis", "Energiebedrijf Waterrijk",
)  # fmt: skip
