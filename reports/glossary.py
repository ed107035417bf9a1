"""The programme's words and figures, explained in plain language."""

from messages import Words


def glossary(t: Words) -> list[tuple[str, str]]:
    """The words of the programme and what each means, in reading order."""
    return [
        (
            "UCJ",
            t("Universal Coverage Jamsostek: the goal that every worker has employment social security."),
        ),
        (
            t("Coverage"),
            t("Active participants divided by the workers of the same universe, in percent."),
        ),
        (
            t("Active participant"),
            t("A worker registered with BPJS Ketenagakerjaan whose cover is in force on the date of the figure."),
        ),
        (
            t("Universe"),
            t("The workers that coverage is measured against. Sources count them differently, so coverages on "
              "different universes cannot be compared."),
        ),
        (
            t("PU (wage workers)"),
            t("Workers who receive a wage from an employer, who must register them."),
        ),
        (
            t("BPU (non-wage workers)"),
            t("Workers on their own account, such as farmers, fishers and traders: most of the informal workers."),
        ),
        (
            t("JKK (work accident)"),
            t("Work accident security: care and compensation for accidents at work and occupational diseases."),
        ),
        (
            t("JKM (death)"),
            t("Death security: a payment to the family of a participant who dies of another cause than work."),
        ),
        (
            t("Vulnerable workers"),
            t("Workers whose income is too low or too uncertain to pay the premium themselves; a region may pay it."),
        ),
        (
            "APBD",
            t("The budget of a province, kabupaten or kota."),
        ),
        (
            "APBDes",
            t("The budget of a village (desa). Urban wards (kelurahan) and DKI Jakarta have none."),
        ),
        (
            t("Attribution: registration or KTP"),
            t("Where a participant is counted: where the employer or the participant is registered, or at the address "
              "on the identity card (KTP). The two can be far apart and are never mixed in one ranking."),
        ),
    ]  # fmt: skip


def figure_name(id: str, t: Words) -> str:
    """What a figure counts that an edition holds but its criteria do not name; its id where that is not known."""
    names = {
        "employed": t("Employed people"),
        "employed_formal": t("Employed people, formal"),
        "employed_informal": t("Employed people, informal"),
        "formal_share": t("Share of formal workers"),
        "informal_share": t("Share of informal workers"),
        "active_wage": t("Active participants, wage workers (PU)"),
        "active_nonwage": t("Active participants, non-wage workers (BPU)"),
        "active_construction": t("Active participants, construction"),
        "unprotected_wage": t("Unprotected wage workers (PU)"),
        "target": t("Target of coverage"),
        "vulnerable": t("Vulnerable workers"),
        "vulnerable_apbd": t("Vulnerable workers paid for by APBD"),
        "vulnerable_apbdes": t("Vulnerable workers paid for by APBDes"),
        "human_development_index": t("Human development index"),
        "fiscal_capacity_class": t("Fiscal capacity class"),
    }
    return names.get(id, id)
