//! Who talks: the account's voice agents and the people on the other end of the line.

use std::sync::Arc;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Builder;

use crate::numbers::{self, Plan};
use crate::rhythm::Region;
use crate::summaries::Language;

/// One voice agent of the account.
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    pub(crate) id: Arc<str>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) language: Language,
    /// The agent's own number.
    pub(crate) line: Arc<str>,
    /// Share of its calls that it places itself, 0 to 1.
    pub(crate) outbound_share: f64,
    region: Region,
    plan: Plan,
    /// How often it is on the phone compared with the others.
    weight: f64,
    /// The part of the history it worked in: 0 is the oldest call, 1 the newest.
    active: (f64, f64),
}

/// A person on the other end.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) number: Arc<str>,
    /// Stays the same for the same number, so that a regular keeps the name.
    pub(crate) name_index: usize,
}

/// Everyone: deterministic from the seed.
#[derive(Debug)]
pub(crate) struct People {
    agents: Vec<Agent>,
    /// How many different people call one agent at most; grows with the number of calls.
    regulars: usize,
}

impl People {
    /// The agents of one account, and as many callers as `calls` calls are likely to have.
    pub(crate) fn new(seed: u64, calls: usize) -> Self {
        Self { agents: agents(seed), regulars: calls / 12 + 25 }
    }

    /// Draws an agent that works in this region at this point of the history (0 to 1).
    pub(crate) fn agent(&self, rng: &mut ChaCha8Rng, region: Region, progress: f64) -> &Agent {
        let weight = |agent: &Agent| {
            let at_work = agent.active.0 <= progress && progress <= agent.active.1;
            if at_work && agent.region == region { agent.weight } else { 0.0 }
        };
        let whole: f64 = self.agents.iter().map(weight).sum();
        let mut left = rng.random::<f64>() * whole;
        self.agents
            .iter()
            .find(|agent| {
                left -= weight(agent);
                left < 0.0
            })
            .unwrap_or(&self.agents[0])
    }

    /// Draws somebody to talk to: a few regulars often, many people once or twice.
    pub(crate) fn person(&self, rng: &mut ChaCha8Rng, agent: &Agent) -> Person {
        let skewed = rng.random::<f64>().powi(3);
        let index = (skewed * self.regulars as f64) as usize % numbers::capacity(agent.plan);
        Person { number: numbers::number(agent.plan, index).into(), name_index: index }
    }
}

/// What the agents of every account have in common; ids differ by seed.
struct Role {
    name: Option<&'static str>,
    /// An id from before ids were UUIDs.
    old_id: Option<&'static str>,
    language: Language,
    region: Region,
    line: &'static str,
    plan: Plan,
    outbound_share: f64,
    weight: f64,
    active: (f64, f64),
}

const ROLE: Role = Role {
    name: None,
    old_id: None,
    language: Language::English,
    region: Region::Americas,
    line: "+12125550109",
    plan: numbers::NORTH_AMERICA,
    outbound_share: 0.5,
    weight: 1.0,
    active: (0.0, 1.0),
};

const ROLES: [Role; 8] = [
    Role {
        name: Some("Emma (Front Desk)"),
        line: "+16045550142",
        outbound_share: 0.2,
        weight: 5.0,
        active: (0.3, 1.0),
        ..ROLE
    },
    Role {
        name: Some("Noah (Reminders)"),
        line: "+14155550117",
        outbound_share: 0.92,
        weight: 4.0,
        ..ROLE
    },
    Role {
        name: Some("Sofía (Atención al cliente)"),
        language: Language::Spanish,
        line: "+13055550173",
        plan: numbers::SPANISH_SPEAKING_AMERICA,
        outbound_share: 0.35,
        weight: 3.0,
        ..ROLE
    },
    Role {
        name: Some("Oliver (Bookings UK)"),
        region: Region::Europe,
        line: "+442079460321",
        plan: numbers::UNITED_KINGDOM,
        outbound_share: 0.4,
        weight: 3.0,
        ..ROLE
    },
    Role {
        name: Some("Lena (Terminservice)"),
        language: Language::German,
        region: Region::Europe,
        line: "+493023125482",
        plan: numbers::GERMANY,
        outbound_share: 0.4,
        weight: 4.0,
        ..ROLE
    },
    Role {
        name: Some("Camille (Accueil)"),
        language: Language::French,
        region: Region::Europe,
        line: "+33199004512",
        plan: numbers::FRANCE,
        outbound_share: 0.35,
        weight: 3.0,
        ..ROLE
    },
    // Somebody made this agent last month and never named it.
    Role { weight: 1.5, active: (0.7, 1.0), ..ROLE },
    Role {
        name: Some("Reception (old line)"),
        old_id: Some("agent_reception_01"),
        outbound_share: 0.1,
        weight: 4.0,
        line: "+12125550100",
        active: (0.0, 0.45),
        ..ROLE
    },
];

fn agents(seed: u64) -> Vec<Agent> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x0A6E_2275);
    ROLES
        .iter()
        .map(|role| {
            let id = Builder::from_random_bytes(rng.random()).into_uuid().to_string();
            Agent {
                id: role.old_id.map_or(id, str::to_owned).into(),
                name: role.name.map(Into::into),
                language: role.language,
                line: role.line.into(),
                outbound_share: role.outbound_share,
                region: role.region,
                plan: role.plan,
                weight: role.weight,
                active: role.active,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn another_seed_is_another_account_but_one_id_is_old_in_both() {
        let ids = |seed| -> HashSet<Arc<str>> {
            People::new(seed, 10).agents.iter().map(|agent| agent.id.clone()).collect()
        };
        assert_eq!(ids(1), ids(1));
        let shared: Vec<_> = ids(1).intersection(&ids(2)).cloned().collect();
        assert_eq!(shared, vec![Arc::from("agent_reception_01")]);
    }

    #[test]
    fn a_retired_agent_takes_no_new_calls() {
        let people = People::new(1, 100);
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let seen: HashSet<Arc<str>> =
            (0..500).map(|_| people.agent(&mut rng, Region::Americas, 1.0).id.clone()).collect();
        assert!(!seen.contains("agent_reception_01"));
        assert_eq!(seen.len(), 4);
    }

    #[test]
    fn regulars_call_again() {
        let people = People::new(1, 2_400);
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let agent = people.agents[0].clone();
        let numbers: Vec<_> = (0..400).map(|_| people.person(&mut rng, &agent).number).collect();
        let different: HashSet<_> = numbers.iter().collect();
        assert!(different.len() < 200, "{}", different.len());
        assert!(different.len() > 50, "{}", different.len());
    }
}
