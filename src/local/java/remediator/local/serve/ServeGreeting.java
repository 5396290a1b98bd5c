package remediator.local.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import remediator.local.report.TerminalOutput;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** What a person must know to call a served cloud. */
final class ServeGreeting {
  private static final Path CA = Path.of("target/local/ca.pem");

  private final TerminalOutput terminal;
  private final ServeOptions options;
  private final ServedAccounts accounts;
  private final ServedData servers;

  ServeGreeting(
      TerminalOutput terminal, ServeOptions options, ServedAccounts accounts, ServedData servers) {
    this.terminal = terminal;
    this.options = options;
    this.accounts = accounts;
    this.servers = servers;
  }

  void print(URI uri, X509Certificate ca) {
    write(ca);
    String speed = String.valueOf(options.speed()).replaceFirst("\\.0$", "");
    terminal.line("ElastiCache is served at " + uri + ", until Ctrl-C");
    terminal.hanging("  time       ", speed + " cloud second(s) in each of yours (-Dspeed)");
    terminal.hanging(
        "  access key ",
        "any; it is an administrator's of account "
            + accounts.usual()
            + ". A key id of twelve digits is one of the account that it names"
            + (accounts.others().isEmpty()
                ? "."
                : ": here " + String.join(", ", accounts.others()) + "."));
    terminal.hanging("  Region     ", "any; see the groups below");
    terminal.hanging("  TLS        ", "the servers' certificates are signed by " + CA);
    terminal.hanging(
        "  such as    ",
        "AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x aws elasticache describe-replication-groups"
            + " --region us-east-1 --endpoint-url "
            + uri);
    terminal.line("");
    terminal.line(
        "  account       Region          group                           Redis, by shard");
    servers.groups().forEach(this::group);
    terminal.line("");
  }

  private void group(ReplicationGroup group) {
    String[] arn = group.arn().split(":", -1);
    terminal.hanging(
        "  %-13s %-15s %-31s ".formatted(arn[4], arn[3], group.replicationGroupId()),
        servers.ports(group));
  }

  private static void write(X509Certificate ca) {
    try {
      Files.createDirectories(CA.getParent());
      String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(ca.getEncoded());
      Files.writeString(
          CA, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + CA, e);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
