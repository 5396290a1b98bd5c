package remediator.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.plan.Policy;

/**
 * What operators have set in Parameter Store, read at one moment: the switch, and the documents
 * that count for an account.
 *
 * @param switchValue empty where the parameter is not there
 * @param layers of the organisation, then of the account, where they are there
 * @param restraints why nothing is done in the account whatever they say
 * @param refusal why nothing could be read, as the part of a sentence
 * @param readAt by our own clock
 */
public record OperatorParameters(
    Optional<String> switchValue,
    List<Policy.Layer> layers,
    List<Policy.Restraint> restraints,
    Optional<String> refusal,
    Instant readAt) {
  public OperatorParameters {
    layers = List.copyOf(layers);
    restraints = List.copyOf(restraints);
  }
}
