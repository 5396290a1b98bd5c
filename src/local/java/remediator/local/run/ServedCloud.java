package remediator.local.run;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import remediator.local.cloud.CallLog;
import remediator.local.cloud.CloudEndpoint;
import remediator.local.cloud.Credentials;
import remediator.local.cloud.FaultPlan;
import remediator.local.data.RedisDataPlane;
import remediator.local.elasticache.Change;
import remediator.local.elasticache.ElastiCacheService;
import remediator.local.services.Sts;
import remediator.local.time.VirtualClock;

/**
 * The local ElastiCache alone, for other clients than the product: AWS CLI, SDKs and Redis clients.
 * Time goes on by itself, and what changes is told.
 */
public final class ServedCloud implements AutoCloseable {
  private final VirtualClock clock =
      new VirtualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Instant start = clock.instant();
  private final Terminal terminal;
  private final RedisDataPlane data = new RedisDataPlane();
  private final ElastiCacheService elastiCache = new ElastiCacheService(clock, data);
  private final ServedData servers = new ServedData(elastiCache.view(), data);
  private final CloudEndpoint endpoint;
  private final Ticker ticker;

  /**
   * Listens, and says where.
   *
   * @throws IllegalArgumentException with a sentence, where that is not possible
   */
  public ServedCloud(ServeOptions options, PrintStream out) {
    terminal = new Terminal(out);
    elastiCache.add(options.fleet());
    ServedAccounts accounts = new ServedAccounts(options.fleet());
    // Calls wait until the servers of the groups run.
    synchronized (clock) {
      endpoint = listen(options.port(), accounts);
      servers.start();
      new ServeGreeting(terminal, options, accounts, servers).print(uri(), data.ca());
      elastiCache.onChange(this::changed);
    }
    ticker = new Ticker(clock, options.speed(), e -> tell("a fault of the local cloud", e));
  }

  private CloudEndpoint listen(int port, ServedAccounts accounts) {
    Credentials keys = new Credentials();
    keys.acceptUnknown(accounts::ofKey);
    try {
      return new CloudEndpoint(
          port,
          clock,
          (caller, need) -> {},
          new CallLog(clock),
          FaultPlan.NEVER,
          keys,
          List.of(elastiCache, new Sts(clock, keys, (caller, role) -> false)));
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

  private void changed(Change change) {
    String[] arn = change.arn().split(":", 7);
    String name = arn[6].substring(arn[6].indexOf(':') + 1);
    tell(arn[3] + " " + name, change.text());
    servers.newPorts(change.arn()).ifPresent(ports -> tell(arn[3] + " " + name, ports));
  }

  private void tell(String who, Object what) {
    String at = Story.elapsed(Duration.between(start, clock.instant()));
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
