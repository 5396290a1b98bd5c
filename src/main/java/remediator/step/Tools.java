package remediator.step;

import java.time.InstantSource;
import java.util.Optional;
import remediator.aws.Aws;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;

/**
 * What steps work with.
 *
 * @param endpointPath where endpoints are published in SSM Parameter Store, such as {@code
 *     /elasticache-encryption}
 * @param region our own, for the commands in messages
 * @param watchMachine ARN of the state machine that looks at clients by the probe, where one is
 *     deployed
 */
public record Tools(
    Aws aws,
    Ledger ledger,
    Notices notices,
    FindingNotes notes,
    InstantSource clock,
    String endpointPath,
    String region,
    Optional<String> watchMachine) {}
