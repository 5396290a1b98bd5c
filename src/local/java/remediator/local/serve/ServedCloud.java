package remediator.local.serve;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.server.CloudEndpoint;
import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.elasticache.state.VisibleChange;
import awsemulator.iam.Organization;
import awsemulator.services.StsService;
import awsemulator.time.RealTimeTicker;
import awsemulator.time.VirtualClock;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import remediator.local.look.ElapsedTime;
import remediator.local.report.TerminalOutput;

/**
 * The local ElastiCache alone, for other clients than the product: AWS CLI, SDKs and Redis clients.
 * Time goes on by itself, and what changes is told.
 */
public final class ServedCloud implements AutoCloseable {
  private final VirtualClock clock =
      new VirtualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Instant start = clock.instant();
  private final TerminalOutput terminal;
  private final RedisDataPlane data = new RedisDataPlane();
  private final ElastiCacheService elastiCache = new ElastiCacheService(clock, data);
  private final ServedData servers = new ServedData(elastiCache.view(), data);
  private final CloudEndpoint endpoint;
  private final RealTimeTicker ticker;

  /**
   * Listens, and says where.
   *
   * @throws IllegalArgumentException with a sentence, where that is not possible
   */
  public ServedCloud(ServeOptions options, PrintStream out) {
    terminal = new TerminalOutput(out);
    elastiCache.add(options.fleet());
    ServedAccounts accounts = new ServedAccounts(options.fleet());
    // Calls wait until the servers of the groups run.
    synchronized (clock) {
      endpoint = listen(options.port(), accounts);
      servers.start();
      new ServeGreeting(terminal, options, accounts, servers).print(uri(), data.ca());
      elastiCache.onChange(this::changed);
    }
    ticker = new RealTimeTicker(clock, options.speed(), e -> tell("a fault of the local cloud", e));
  }

  private CloudEndpoint listen(int port, ServedAccounts accounts) {
    AccessKeys keys = new AccessKeys();
    keys.acceptUnknown(accounts::ofKey);
    try {
      return new CloudEndpoint(
          port,
          clock,
          (caller, need) -> {},
          new CallLog(clock),
          FaultPlan.NEVER,
          keys,
          List.of(
              elastiCache,
              new StsService(clock, keys, new Organization(), (caller, role) -> false)));
    } catch (UncheckedIOException e) {
      data.close();
      throw new IllegalArgumentException(
          "-Dserve="
              + port
              + ": this port cannot be had ("
              + e.getCause().getMessage()
              + "); name another one, or 0 for any that is free.",
          e);
    }
  }

  private void changed(VisibleChange change) {
    String[] arn = change.arn().split(":", 7);
    String name = arn[6].substring(arn[6].indexOf(':') + 1);
    tell(arn[3] + " " + name, change.text());
    servers.newPorts(change.arn()).ifPresent(ports -> tell(arn[3] + " " + name, ports));
  }

  private void tell(String who, Object what) {
    String at = ElapsedTime.since(Duration.between(start, clock.instant()));
    terminal.hanging("%13s  %-28s  ".formatted(at, who), String.valueOf(what));
  }

  /** Where clients call. */
  public URI uri() {
    return endpoint.uri();
  }

  /** What TLS clients of the groups use. */
  SSLContext trust() {
    return data.trust();
  }

  /** Does not come back before the thread is interrupted; Ctrl-C ends the program meanwhile. */
  public void untilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ticker.close();
    endpoint.close();
    data.close();
  }
}
