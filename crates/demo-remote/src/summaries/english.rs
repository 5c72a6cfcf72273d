//! English phrases. The account sells and services household appliances and furniture.

use super::{Mood::*, Phrasebook, Side::*, Topic};

pub(super) const PHRASES: Phrasebook = Phrasebook {
    topics: TOPICS,
    voicemails_in: &[
        "Caller left a voicemail asking for a call back about order {order}.",
        "{name} left a message: please call back {day} after {time} about the {item}.",
        "Voicemail, mostly background noise; a voice asks whether the {service} is still on.",
        "Message after closing time: {name} wants to know when somebody can come for the {service}.",
    ],
    voicemails_out: &[
        "No answer, left a voicemail confirming the {service} {day} at {time}.",
        "Reached the answering machine of {name} and left the number for rescheduling.",
        "Left a message for {name} that order {order} is ready for collection.",
        "Mailbox greeting, then left a short reminder about the open amount of {amount}.",
    ],
    tails: &[
        "The caller asked to be contacted by email from now on.",
        "Follow-up scheduled {day}.",
        "The conversation was transferred to a human colleague at the end.",
        "The line was poor and two answers had to be repeated.",
        "Address and phone number were checked and are unchanged.",
        "A confirmation was sent by text message.",
    ],
    names: &[
        "Ms. Carter",
        "Mr. Nguyen",
        "Priya Shah",
        "Tom Becker",
        "Mrs. O'Brien",
        "Daniel Kim",
        "Aisha Khan",
        "Mr. Peterson",
        "Grace Lee",
        "Ms. Walker",
        "Luis Romero",
        "Mr. Singh",
        "Hannah Wolfe",
        "Mrs. Adeyemi",
        "Jack Turner",
        "Ms. Rossi",
        "Owen Hughes",
        "Mr. Patel",
        "Chloe Martin",
        "Mrs. Jensen",
        "Ben Foster",
        "Ms. Dubois",
        "Mr. Clarke",
        "Nora Quinn",
    ],
    days: &[
        "tomorrow",
        "on Monday",
        "on Tuesday",
        "on Wednesday",
        "on Thursday",
        "on Friday",
        "next Tuesday",
        "next Thursday",
        "on the 3rd",
        "on the 14th",
        "on the 22nd",
        "later this week",
    ],
    items: &[
        "washing machine",
        "dishwasher",
        "standing desk",
        "corner sofa",
        "coffee machine",
        "fridge",
        "bookcase",
        "tumble dryer",
        "floor lamp",
        "mattress",
        "office chair",
        "induction hob",
    ],
    machines: &[
        "washing machine",
        "dishwasher",
        "coffee machine",
        "fridge",
        "tumble dryer",
        "oven",
    ],
    services: &[
        "repair visit",
        "installation",
        "annual boiler check",
        "measuring appointment",
        "maintenance visit",
        "design consultation",
    ],
    time: |hour, minute| {
        let (hour, half) = if hour >= 12 { (hour.max(13) - 12, "pm") } else { (hour, "am") };
        if minute == 0 { format!("{hour} {half}") } else { format!("{hour}:{minute:02} {half}") }
    },
    amount: |whole, cents| {
        if cents == 0 { format!("${whole}") } else { format!("${whole}.{cents:02}") }
    },
};

const TOPICS: &[Topic] = &[
    Topic {
        side: Inbound,
        weight: 5,
        matters: &[
            "{name} called to book a {service}.",
            "New customer {name} asked for the next free slot for a {service}.",
            "Caller wanted a {service} for a {machine} bought last year.",
            "{name} would like somebody to look at the {machine}, which stopped working.",
        ],
        ends: &[
            (Positive, "Booked {day} at {time}; the caller was glad it was so soon."),
            (
                Positive,
                "Appointment confirmed {day} at {time}. \"That was easy,\" the caller said.",
            ),
            (Neutral, "Booked {day} at {time}."),
            (Neutral, "No slot suited, so the caller will check the calendar and ring back."),
            (Negative, "The first free slot was three weeks out and the caller hung up annoyed."),
        ],
    },
    Topic {
        side: Either,
        weight: 4,
        matters: &[
            "{name} needs to move the {service} {day}.",
            "The {service} with {name} had to be rescheduled because the technician is ill.",
            "Rescheduling of a {service}: the old time collides with a school run.",
        ],
        ends: &[
            (Positive, "It is now {day} at {time}, which suits {name} even better."),
            (Neutral, "It is now {day} at {time}."),
            (Neutral, "Cancelled for now; {name} will call again next month."),
            (Negative, "This is the second change, and {name} is losing patience."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 6,
        matters: &[
            "Reminder call to {name} about the {service} {day} at {time}.",
            "Called {name} to confirm the {service} {day} at {time}.",
            "Courtesy call before the delivery of the {item} {day}.",
        ],
        ends: &[
            (Positive, "Confirmed right away, thanked us for the reminder."),
            (Neutral, "Confirmed."),
            (Neutral, "The customer will confirm later by replying to the text message."),
            (Neutral, "A family member answered and will pass the message on."),
            (Negative, "The customer had cancelled weeks ago and was upset to be called again."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 4,
        matters: &[
            "Caller asked for a refund of {amount} for order {order}.",
            "{name} returned the {item} two weeks ago and is still waiting for {amount}.",
            "{name} cancelled order {order} in time and wants the {amount} back.",
        ],
        ends: &[
            (Positive, "The refund was approved at once and the caller was relieved."),
            (Neutral, "The refund needs approval; an answer was promised {day}."),
            (Neutral, "Explained that bank transfers take up to five working days."),
            (Negative, "The return window had passed; the caller will dispute the charge."),
            (Negative, "The caller had been promised this before and demanded a supervisor."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 5,
        matters: &[
            "{name} asked where order {order} is.",
            "The {item} was announced for this morning and has not arrived.",
            "Caller missed the driver and wants a new delivery date for the {item}.",
            "Order {order} arrived incomplete: parts of the {item} are missing.",
        ],
        ends: &[
            (Positive, "It is on the van and due before {time}; the caller was happy with that."),
            (Neutral, "New delivery date is {day} between {time} and closing."),
            (Neutral, "A replacement part is on its way, expected {day}."),
            (Negative, "The carrier has no trace of it. The caller took a day off for nothing."),
            (Negative, "Third failed attempt; the caller wants to cancel the whole order."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Question about the invoice for order {order}: {amount} was charged twice.",
            "{name} does not recognise a charge of {amount}.",
            "The invoice for the {item} shows {amount} more than the quote.",
        ],
        ends: &[
            (Positive, "Found and corrected while on the line; the caller was impressed."),
            (Neutral, "The corrected invoice will be emailed {day}."),
            (Neutral, "Passed to the billing team with a note."),
            (Negative, "The caller suspects fraud and has asked the bank to reverse it."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Complaint: the technician arrived two hours late for the {service}.",
            "{name} complained that the {item} was delivered with a deep scratch.",
            "The {machine} broke down again one week after the repair.",
        ],
        ends: &[
            (Positive, "Apologised and offered a $25 voucher, which was gladly accepted."),
            (Neutral, "Photos will be sent by email; the case stays open."),
            (Negative, "The caller was furious and announced a public review."),
            (Negative, "No solution was accepted; a manager must call back {day}."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "{name} wanted to know whether the {item} is in stock and what delivery costs.",
            "Question about what a {service} costs.",
            "Question about the price of a longer warranty for the {machine}.",
        ],
        ends: &[
            (Positive, "All questions answered; the caller will come by {day}."),
            (Neutral, "Quoted {amount}; the caller will think about it."),
            (Neutral, "Sent the link to the page that explains it."),
            (Negative, "The caller found {amount} far too expensive and ended the call."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 3,
        matters: &[
            "Called {name} about the open invoice of {amount} for order {order}.",
            "Second payment reminder for {amount}.",
        ],
        ends: &[
            (Positive, "Paid by card during the call, with apologies for the delay."),
            (Neutral, "The customer will pay {day}."),
            (Neutral, "Agreed on two instalments."),
            (Negative, "The customer disputes the invoice and refused to talk further."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 3,
        matters: &[
            "Followed up on the quote of {amount} for the {item}.",
            "{name} had filled in the web form and asked for a call about a {service}.",
        ],
        ends: &[
            (Positive, "The customer decided on the spot and ordered."),
            (Neutral, "Interested, but wants to compare other offers first."),
            (Neutral, "Not a good moment; call again {day} around {time}."),
            (Negative, "Not interested, and asked to be removed from the list."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 2,
        matters: &[
            "Satisfaction call after the {service}.",
            "Asked {name} how the {service} went.",
        ],
        ends: &[
            (Positive, "Very satisfied: ten out of ten, would recommend us."),
            (Positive, "Praised the technician, who left everything clean."),
            (Neutral, "All in order, seven out of ten."),
            (Negative, "Disappointed: the work had to be done twice."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 2,
        matters: &[
            "Caller asked about opening hours and parking.",
            "{name} needs a copy of the invoice for order {order}.",
            "{name} wanted to change the phone number on file.",
        ],
        ends: &[
            (Positive, "Sorted out within a minute; the caller said thank you twice."),
            (Neutral, "Done."),
            (Neutral, "Sent by email during the call."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 1,
        matters: &[
            "Wrong number: the caller was looking for a pharmacy.",
            "The caller tried to sell advertising space.",
            "Caller hardly spoke and could not be understood over the traffic noise.",
        ],
        ends: &[(Neutral, "The call ended after a few seconds."), (Neutral, "Politely declined.")],
    },
];
