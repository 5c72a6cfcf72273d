//! German phrases. Items and services are all feminine, so that one article fits each of them.

use super::{Mood::*, Phrasebook, Side::*, Topic};

pub(super) const PHRASES: Phrasebook = Phrasebook {
    topics: TOPICS,
    voicemails_in: &[
        "Nachricht auf der Mailbox: {name} bittet um Rückruf zur Bestellung {order}.",
        "{name} hat nach Ladenschluss eine Nachricht hinterlassen und fragt, ob die {service} {day} stattfindet.",
        "Kaum verständliche Nachricht, es geht wohl um die Lieferung der {item}.",
    ],
    voicemails_out: &[
        "Niemanden erreicht, Nachricht zur {service} {day} um {time} hinterlassen.",
        "Anrufbeantworter von {name}: Bestellung {order} liegt zur Abholung bereit.",
        "Mailbox erreicht und um Rückruf wegen der offenen Rechnung über {amount} gebeten.",
    ],
    tails: &[
        "Die Bestätigung ging per SMS raus.",
        "Adresse und Telefonnummer wurden abgeglichen.",
        "Wiedervorlage {day}.",
        "Das Gespräch wurde am Ende an eine Kollegin übergeben.",
        "Die Verbindung war schlecht, zweimal nachgefragt.",
    ],
    names: &[
        "Frau Schneider",
        "Herr Yılmaz",
        "Frau Krüger",
        "Herr Hoffmann",
        "Frau Dr. Weiß",
        "Herr Nowak",
        "Frau Bauer",
        "Herr Öztürk",
        "Frau Lindner",
        "Herr Großmann",
        "Frau Petrović",
        "Herr Jäger",
        "Frau Schäfer",
        "Herr Vogt",
        "Frau Brandt",
        "Herr Köhler",
    ],
    days: &[
        "morgen",
        "am Montag",
        "am Dienstag",
        "am Mittwoch",
        "am Donnerstag",
        "am Freitag",
        "am kommenden Dienstag",
        "am 3. des Monats",
        "am 14. des Monats",
        "nächste Woche",
    ],
    items: &[
        "Waschmaschine",
        "Spülmaschine",
        "Kaffeemaschine",
        "Stehlampe",
        "Matratze",
        "Gefriertruhe",
        "Schlafcouch",
        "Küchenzeile",
        "Kommode",
    ],
    machines: &["Waschmaschine", "Spülmaschine", "Kaffeemaschine", "Gefriertruhe", "Heizung"],
    services: &["Reparatur", "Wartung", "Montage", "Beratung", "Heizungsprüfung", "Vermessung"],
    time: |hour, minute| {
        if minute == 0 { format!("{hour} Uhr") } else { format!("{hour}:{minute:02} Uhr") }
    },
    amount: |whole, cents| {
        if cents == 0 { format!("{whole} €") } else { format!("{whole},{cents:02} €") }
    },
};

const TOPICS: &[Topic] = &[
    Topic {
        side: Inbound,
        weight: 5,
        matters: &[
            "{name} möchte einen Termin für eine {service} vereinbaren.",
            "Neukundin fragt nach dem nächsten freien Termin für eine {service}.",
            "Die {machine} läuft nicht mehr, {name} braucht einen Techniker.",
        ],
        ends: &[
            (Positive, "Termin {day} um {time} vereinbart, große Erleichterung."),
            (Positive, "{day} um {time} passte sofort, sehr freundliches Gespräch."),
            (Neutral, "Termin {day} um {time} eingetragen."),
            (Neutral, "Kein passender Termin gefunden, meldet sich wieder."),
            (Negative, "Erst in drei Wochen etwas frei; das Gespräch wurde verärgert beendet."),
        ],
    },
    Topic {
        side: Either,
        weight: 4,
        matters: &[
            "Die {service} bei {name} muss verschoben werden.",
            "Terminverschiebung: {name} ist {day} verreist.",
        ],
        ends: &[
            (Positive, "Neuer Termin {day} um {time}, passt sogar besser."),
            (Neutral, "Neuer Termin {day} um {time}."),
            (Neutral, "Vorerst abgesagt, neuer Anruf im nächsten Monat."),
            (Negative, "Bereits die zweite Verschiebung, der Ton war deutlich gereizt."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 6,
        matters: &[
            "Erinnerung an {name}: {service} {day} um {time}.",
            "Anruf zur Bestätigung der {service} {day} um {time}.",
            "Ankündigung der Lieferung der {item} {day}.",
        ],
        ends: &[
            (Positive, "Sofort bestätigt und für den Anruf gedankt."),
            (Neutral, "Bestätigt."),
            (Neutral, "Der Ehemann war am Apparat und richtet es aus."),
            (Neutral, "Rückmeldung folgt per E-Mail."),
            (Negative, "War längst storniert, {name} fühlt sich nicht ernst genommen."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 4,
        matters: &[
            "{name} wartet seit zwei Wochen auf die Rückzahlung von {amount}.",
            "Erstattung von {amount} zur Bestellung {order} angefragt.",
        ],
        ends: &[
            (Positive, "Erstattung sofort freigegeben, {name} war zufrieden."),
            (Neutral, "Muss geprüft werden, Antwort {day} zugesagt."),
            (Neutral, "Erklärt, dass die Überweisung bis zu fünf Werktage dauert."),
            (Negative, "Rückgabefrist abgelaufen; droht mit der Verbraucherzentrale."),
            (Negative, "Das wurde schon einmal versprochen, verlangt die Geschäftsleitung."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 5,
        matters: &[
            "Frage nach dem Stand der Bestellung {order}.",
            "Die {item} sollte heute kommen und ist nicht da.",
            "{name} hat den Fahrer verpasst und möchte einen neuen Liefertermin.",
        ],
        ends: &[
            (Positive, "Der Wagen ist unterwegs und kommt vor {time}; alles gut."),
            (Neutral, "Neuer Liefertermin {day} ab {time}."),
            (Neutral, "Sendungsnummer per SMS geschickt."),
            (Negative, "Die Spedition findet die Ware nicht, ein Urlaubstag war umsonst."),
            (Negative, "Dritter vergeblicher Versuch, möchte alles stornieren."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Rechnung zur Bestellung {order}: {amount} wurden doppelt abgebucht.",
            "Auf der Rechnung für die {item} stehen {amount} mehr als im Angebot.",
        ],
        ends: &[
            (Positive, "Noch im Gespräch berichtigt, {name} bedankte sich herzlich."),
            (Neutral, "Die berichtigte Rechnung kommt {day} per E-Mail."),
            (Neutral, "An die Buchhaltung weitergegeben."),
            (Negative, "Hat die Lastschrift bereits zurückgehen lassen."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Beschwerde: Der Techniker kam zwei Stunden zu spät zur {service}.",
            "Die {item} wurde mit einem tiefen Kratzer geliefert.",
            "Eine Woche nach der Reparatur ist die {machine} wieder defekt.",
        ],
        ends: &[
            (Positive, "Entschuldigung und Gutschein über 25 € wurden gern angenommen."),
            (Neutral, "Fotos folgen per E-Mail, der Fall bleibt offen."),
            (Negative, "Sehr aufgebracht, kündigt eine schlechte Bewertung an."),
            (Negative, "Keine Lösung akzeptiert, Rückruf der Leitung {day} nötig."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "{name} möchte wissen, was eine {service} kostet.",
            "Frage nach dem Preis einer längeren Garantie für die {machine}.",
        ],
        ends: &[
            (Positive, "Alles geklärt, kommt {day} vorbei."),
            (Neutral, "{amount} genannt, überlegt es sich."),
            (Negative, "{amount} sind zu teuer, Gespräch beendet."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 4,
        matters: &[
            "Nachfrage zum Angebot über {amount} für die {item}.",
            "Rückruf auf das Webformular von {name}.",
        ],
        ends: &[
            (Positive, "Hat sich gleich entschieden und bestellt."),
            (Neutral, "Interessiert, möchte aber noch vergleichen."),
            (Neutral, "Gerade ungünstig, bitte {day} gegen {time} noch einmal anrufen."),
            (Negative, "Kein Interesse, möchte von der Liste gestrichen werden."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 2,
        matters: &[
            "Zufriedenheitsanruf nach der {service}.",
            "Nachfrage bei {name}, wie die {service} war.",
        ],
        ends: &[
            (Positive, "Sehr zufrieden, empfiehlt uns weiter."),
            (Neutral, "Alles in Ordnung, keine Anmerkungen."),
            (Negative, "Enttäuscht, es musste zweimal jemand kommen."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 2,
        matters: &[
            "Frage nach Öffnungszeiten und Parkplätzen.",
            "{name} braucht eine Rechnungskopie zur Bestellung {order}.",
        ],
        ends: &[
            (Positive, "In einer Minute erledigt, herzlicher Dank."),
            (Neutral, "Erledigt."),
            (Neutral, "Noch im Gespräch per E-Mail geschickt."),
        ],
    },
];
