package remediator.workflow.cutover;

import awsemulator.data.RedisDataPlane;
import awsemulator.data.account.AccountingClient;
import awsemulator.data.account.WriteAccount.Comparison;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import remediator.local.ObservedBy;
import remediator.local.Stage;

/**
 * A replacement with real servers and a client that keeps account of its writes all the way: at
 * each instant that time stands at it makes some attempts, to where clients are sent by then. All
 * is in one thread, so one seed always goes the same way.
 */
public final class AccountedReplacement implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;

  /** Halts of time with the new group in use, until the client has seen enough. */
  private static final int AFTERWARDS = 20;

  public final RedisDataPlane redis = new RedisDataPlane();
  public final Stage stage;
  public final AccountingClient client;
  private final PublishedTargets published;
  private int afterwards;

  /**
   * The group with its data, and the client ready to write.
   *
   * @param group id of a sample group
   * @param parameters of the template
   */
  public AccountedReplacement(String group, Map<String, String> parameters, long seed) {
    ObservedBy observed = ObservedBy.counting(redis);
    stage = new Stage(group, observed.plane(), parameters);
    stage.observed(observed, redis, observed.plane());
    published = new PublishedTargets(stage.aws(), redis, stage.group());
    client = new AccountingClient(seed, published, stage::now);
    stage.halting(STEP, this::writing);
  }

  /** Delivers a sample event, and goes on until nothing is left to do. */
  public AccountedReplacement run(String event) {
    return run(event, _ -> {});
  }

  /** The same, and somebody acts between the client's attempts. */
  public AccountedReplacement run(String event, Consumer<Stage> between) {
    stage
        .deliver(event)
        .toTheEnd(
            now -> {
              between.accept(now);
              write();
            });
    return this;
  }

  private boolean writing() {
    return afterwards < AFTERWARDS
        && stage.states().stream().noneMatch(s -> s.equals("CompleteFlow"));
  }

  private void write() {
    if (writing()) {
      published.look();
      afterwards += published.moved() ? 1 : 0;
      client.attempts(ATTEMPTS);
    }
  }

  /** The account, against what the group holds that clients are sent to now. */
  public Comparison comparison() {
    return client.account().compare(published.look().get());
  }

  @Override
  public void close() {
    client.close();
    stage.close();
    redis.close();
  }
}
