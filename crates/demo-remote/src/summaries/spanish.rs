//! Spanish phrases. Items and services are all feminine, so that « la » fits each of them.

use super::{Mood::*, Phrasebook, Side::*, Topic};

pub(super) const PHRASES: Phrasebook = Phrasebook {
    topics: TOPICS,
    voicemails_in: &[
        "Mensaje de voz: {name} pide que le devuelvan la llamada por el pedido {order}.",
        "{name} dejó un mensaje fuera de horario y pregunta si la {service} sigue en pie {day}.",
        "Mensaje casi inaudible, al parecer sobre la {item}.",
    ],
    voicemails_out: &[
        "Sin respuesta, se dejó un mensaje para confirmar la {service} {day} a {time}.",
        "Contestador de {name}: el pedido {order} está listo para recoger.",
        "Se dejó un mensaje sobre la factura pendiente de {amount}.",
    ],
    tails: &[
        "Se envió una confirmación por SMS.",
        "Se comprobaron la dirección y el teléfono.",
        "Seguimiento previsto {day}.",
        "Al final se pasó la llamada a una compañera.",
        "La línea se oía mal y hubo que repetir dos respuestas.",
    ],
    names: &[
        "la señora Ortega",
        "el señor Muñoz",
        "Lucía Peña",
        "Javier Ibáñez",
        "la señora Castaño",
        "el señor Núñez",
        "Marta Quiroga",
        "Andrés Salgado",
        "la señora Rincón",
        "el señor Zúñiga",
        "Camila Duarte",
        "Rafael Ponce",
    ],
    days: &[
        "mañana",
        "el lunes",
        "el martes",
        "el miércoles",
        "el jueves",
        "el viernes",
        "el próximo martes",
        "el día 3",
        "el día 14",
        "a finales de semana",
    ],
    items: &[
        "lavadora",
        "cafetera",
        "mesa de centro",
        "lámpara de pie",
        "nevera",
        "secadora",
        "estantería",
        "silla de oficina",
    ],
    machines: &["lavadora", "cafetera", "nevera", "secadora", "caldera"],
    services: &["reparación", "revisión", "instalación", "visita técnica", "puesta en marcha"],
    time: |hour, minute| {
        let article = if hour == 1 || hour == 13 { "la" } else { "las" };
        format!("{article} {hour}:{minute:02}")
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
            "Llamada de {name} para pedir cita para la {service}.",
            "Primera llamada, pregunta por el primer hueco libre para la {service}.",
            "La {machine} ya no funciona y hace falta un técnico.",
        ],
        ends: &[
            (Positive, "Cita {day} a {time}, le encantó la rapidez."),
            (Positive, "Hueco {day} a {time}; conversación muy amable."),
            (Neutral, "Cita anotada {day} a {time}."),
            (Neutral, "Ningún hueco le venía bien, volverá a llamar."),
            (Negative, "Nada libre hasta dentro de tres semanas; colgó con enfado."),
        ],
    },
    Topic {
        side: Either,
        weight: 4,
        matters: &[
            "Hay que cambiar la fecha de la {service} de {name}.",
            "Cambio de cita: {name} no puede {day}.",
        ],
        ends: &[
            (Positive, "Nueva cita {day} a {time}, incluso le viene mejor."),
            (Neutral, "Nueva cita {day} a {time}."),
            (Neutral, "Anulada por ahora, llamará el mes que viene."),
            (Negative, "Es el segundo cambio y se nota el malestar."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 6,
        matters: &[
            "Recordatorio a {name}: {service} {day} a {time}.",
            "Llamada para confirmar la {service} {day} a {time}.",
            "Aviso de entrega de la {item} {day}.",
        ],
        ends: &[
            (Positive, "Confirmó al momento y agradeció la llamada."),
            (Neutral, "Confirmado."),
            (Neutral, "Contestó un familiar y dará el recado."),
            (Neutral, "Confirmará por correo."),
            (Negative, "Ya lo había anulado y le molestó la llamada."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 4,
        matters: &[
            "Desde hace dos semanas espera la devolución de {amount}.",
            "Solicita el reembolso de {amount} por el pedido {order}.",
        ],
        ends: &[
            (Positive, "Reembolso aprobado en el acto, todo un alivio."),
            (Neutral, "Hay que revisarlo, respuesta prometida {day}."),
            (Neutral, "Se explicó que la transferencia tarda hasta cinco días hábiles."),
            (Negative, "El plazo ya pasó; amenaza con reclamar a consumo."),
            (Negative, "Ya se lo habían prometido antes y exige hablar con un responsable."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 5,
        matters: &[
            "Pregunta por el estado del pedido {order}.",
            "La {item} tenía que llegar esta mañana y no ha llegado.",
            "No estaba cuando pasó el repartidor y quiere otra fecha para la {item}.",
        ],
        ends: &[
            (Positive, "El camión llega antes de {time}; todo en orden."),
            (Neutral, "Nueva entrega {day} a partir de {time}."),
            (Neutral, "Número de seguimiento enviado por SMS."),
            (Negative, "El transportista no encuentra el paquete, perdió un día de trabajo."),
            (Negative, "Tercer intento fallido, quiere cancelar todo el pedido."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Factura del pedido {order}: cobraron {amount} dos veces.",
            "La factura de la {item} supera el presupuesto en {amount}.",
        ],
        ends: &[
            (Positive, "Corregido durante la llamada, lo agradeció mucho."),
            (Neutral, "La factura corregida saldrá {day}."),
            (Neutral, "Pasado a contabilidad."),
            (Negative, "Ya devolvió el recibo en el banco."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 3,
        matters: &[
            "Queja: el técnico llegó dos horas tarde a la {service}.",
            "La {item} llegó con un arañazo profundo.",
            "Una semana después de la reparación, la {machine} vuelve a fallar.",
        ],
        ends: &[
            (Positive, "Aceptó con gusto las disculpas y un vale de $25."),
            (Neutral, "Enviará fotos por correo, el caso sigue abierto."),
            (Negative, "Con mucho enfado anuncia una mala reseña."),
            (Negative, "No aceptó ninguna solución, debe llamar un encargado {day}."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 4,
        matters: &[
            "Seguimiento del presupuesto de {amount} para la {item}.",
            "Respuesta al formulario web de {name}.",
        ],
        ends: &[
            (Positive, "Se decidió al momento e hizo el pedido."),
            (Neutral, "Le interesa, pero quiere comparar."),
            (Neutral, "No era buen momento, llamar {day} hacia {time}."),
            (Negative, "Sin interés, pide que borren su número."),
        ],
    },
    Topic {
        side: Outbound,
        weight: 2,
        matters: &[
            "Llamada de satisfacción después de la {service}.",
            "Se preguntó cómo había ido la {service}.",
        ],
        ends: &[
            (Positive, "Gran satisfacción, nos recomendará."),
            (Neutral, "Todo en orden, sin comentarios."),
            (Negative, "Decepción: hubo que volver dos veces."),
        ],
    },
    Topic {
        side: Inbound,
        weight: 2,
        matters: &[
            "Pregunta por el horario y el aparcamiento.",
            "Llamada de {name} para pedir una copia de la factura {order}.",
        ],
        ends: &[
            (Positive, "Resuelto en un minuto, con mucho agradecimiento."),
            (Neutral, "Hecho."),
            (Neutral, "Enviado por correo durante la llamada."),
        ],
    },
];
