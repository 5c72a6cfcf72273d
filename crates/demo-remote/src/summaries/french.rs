//! French phrases. Items and services are feminine and begin with a consonant: « la » fits each.

use super::{Mood::*, Phrasebook, Side::*, Topic};

pub(super) const PHRASES: Phrasebook = Phrasebook {
    topics: TOPICS,
    voicemails_in: &[
        "Message vocal : {name} demande un rappel au sujet de la commande {order}.",
        "{name} a laissé un message après la fermeture et veut savoir si la {service} est maintenue {day}.",
        "Message presque inaudible, sans doute à propos de la {item}.",
    ],
    voicemails_out: &[
        "Pas de réponse, message laissé pour confirmer la {service} {day} à {time}.",
        "Répondeur de {name} : la commande {order} est prête à être retirée.",
        "Message laissé à propos de la facture de {amount} restée impayée.",
    ],
    tails: &[
        "Une confirmation a été envoyée par SMS.",
        "L'adresse et le numéro de téléphone ont été vérifiés.",
        "Suivi prévu {day}.",
        "L'appel a été transféré à une collègue à la fin.",
        "La ligne était mauvaise, il a fallu répéter deux fois.",
    ],
    names: &[
        "Mme Lefèvre",
        "M. Benali",
        "Mme Girard",
        "M. Rousseau",
        "Mme Diallo",
        "M. Marchand",
        "Mme Nguyen",
        "M. Fabre",
        "Mme Leclerc",
        "M. Haddad",
        "Mme Chevalier",
        "M. Périn",
        "Mme Garnier",
        "M. Aubert",
    ],
    days: &[
        "demain",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "mardi prochain",
        "le 3 du mois",
        "le 14 du mois",
        "en fin de semaine",
    ],
    items: &[
        "machine à laver",
        "table basse",
        "cafetière",
        "lampe de bureau",
        "bibliothèque",
        "commode",
        "plaque de cuisson",
        "chaise de bureau",
    ],
    machines: &["machine à laver", "cafetière", "plaque de cuisson", "hotte", "chaudière"],
    services: &[
        "réparation",
        "visite de contrôle",
        "consultation",
        "révision de la chaudière",
        "pose de la cuisine",
    ],
    time: |hour, minute| {
        if minute == 0 { format!("{hour} h") } else { format!("{hour} h {minute:02}") }
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
            "{name} souhaite prendre rendez-vous pour la {service}.",
            "Première prise de contact, demande le premier créneau libre pour la {service}.",
            "La {machine} ne marche plus, {name} demande le passage d'un technicien.",
        ],
        ends: &[
            (Positive, "Rendez-vous fixé {day} à {time}, à la grande joie de {name}."),
            (Positive, "Créneau trouvé {day} à {time} ; échange très agréable."),
            (Neutral, "Rendez-vous noté {day} à {time}."),
            (Neutral, "Aucun créneau ne convenait, rappellera."),
            (Negative, "Rien avant trois semaines ; a raccroché avec humeur."),
        ],
    },
    Topic {
        side: Either,
        weight: 4,
        matters: &[
            "La {service} chez {name} doit être déplacée.",
            "Report de rendez-vous : {name} ne sera pas disponible {day}.",
        ],
        ends: &[
            (Positive, "Nouvelle date {day} à {time}, cela l'arrange même mieux."),
            (Neutral, "Nouvelle date {day} à {time}."),
            (Neutral, "Annulé pour l'instant, rappellera le mois prochain."),
            (Negative, "C'est le deuxième report et le ton est monté."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 6,
        matters: &[
            "Rappel à {name} de la {service} {day} à {time}.",
            "Appel de confirmation pour la {service} {day} à {time}.",
            "Annonce de la livraison de la {item} {day}.",
        ],
        ends: &[
            (Positive, "Confirmé tout de suite, avec des remerciements."),
            (Neutral, "Confirmé."),
            (Neutral, "Un proche a répondu et transmettra le message."),
            (Neutral, "Confirmera par courriel."),
            (Negative, "Avait déjà annulé et n'a pas apprécié ce nouvel appel."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 4,
        matters: &[
            "{name} attend depuis deux semaines le remboursement de {amount}.",
            "Demande de remboursement de {amount} pour la commande {order}.",
        ],
        ends: &[
            (Positive, "Remboursement accordé aussitôt, grand soulagement."),
            (Neutral, "Doit être validé, réponse promise {day}."),
            (Neutral, "Expliqué que le virement prend jusqu'à cinq jours ouvrés."),
            (Negative, "Le délai de retour est dépassé ; menace de saisir un médiateur."),
            (Negative, "On le lui avait déjà promis, exige de parler à un responsable."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 5,
        matters: &[
            "{name} demande où en est la commande {order}.",
            "La {item} était annoncée pour ce matin et n'est pas arrivée.",
            "A manqué le livreur et souhaite une nouvelle date pour la {item}.",
        ],
        ends: &[
            (Positive, "Le camion passera avant {time} ; tout va bien."),
            (Neutral, "Nouvelle livraison prévue {day} à partir de {time}."),
            (Neutral, "Numéro de suivi envoyé par SMS."),
            (Negative, "Le transporteur ne retrouve pas le colis, journée de congé perdue."),
            (Negative, "Troisième échec, veut annuler toute la commande."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Facture de la commande {order} : {amount} prélevés deux fois.",
            "La facture de la {item} dépasse le devis de {amount}.",
        ],
        ends: &[
            (Positive, "Corrigé pendant l'appel, {name} nous a chaleureusement remerciés."),
            (Neutral, "La facture corrigée sera envoyée {day}."),
            (Neutral, "Transmis au service comptable."),
            (Negative, "A déjà fait opposition auprès de sa banque."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Réclamation : technicien arrivé avec deux heures de retard pour la {service}.",
            "La {item} a été livrée avec une rayure profonde.",
            "Une semaine après la réparation, la {machine} est de nouveau en panne.",
        ],
        ends: &[
            (Positive, "Excuses et bon d'achat de 25 € acceptés avec plaisir."),
            (Neutral, "Enverra des photos par courriel, dossier ouvert."),
            (Negative, "Très en colère, annonce un avis négatif en ligne."),
            (Negative, "Aucune solution acceptée, un responsable doit rappeler {day}."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "{name} veut connaître le prix de la {service}.",
            "Question sur le prix d'une extension de garantie pour la {machine}.",
        ],
        ends: &[
            (Positive, "Toutes les réponses données, passera {day}."),
            (Neutral, "Devis de {amount} annoncé, va réfléchir."),
            (Negative, "Trouve {amount} beaucoup trop cher et met fin à l'appel."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 4,
        matters: &[
            "Relance sur le devis de {amount} pour la {item}.",
            "Rappel de {name} à la suite du formulaire en ligne.",
        ],
        ends: &[
            (Positive, "S'est décidée tout de suite et a commandé."),
            (Neutral, "Montre de l'intérêt, mais veut encore comparer."),
            (Neutral, "Ce n'est pas le moment, rappeler {day} vers {time}."),
            (Negative, "Aucun intérêt, demande à ne plus figurer sur la liste."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 2,
        matters: &[
            "Appel de satisfaction après la {service}.",
            "Demandé à {name} comment la {service} s'était passée.",
        ],
        ends: &[
            (Positive, "Entière satisfaction, nous recommandera."),
            (Neutral, "Tout va bien, rien à signaler."),
            (Negative, "Grande déception, il a fallu revenir deux fois."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 2,
        matters: &[
            "Question sur les horaires d'ouverture et le stationnement.",
            "{name} a besoin d'une copie de la facture {order}.",
        ],
        ends: &[
            (Positive, "Réglé en une minute, avec de grands remerciements."),
            (Neutral, "C'est fait."),
            (Neutral, "Envoyé par courriel pendant l'appel."),
        ],
    },
];
