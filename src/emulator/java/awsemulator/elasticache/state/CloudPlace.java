package awsemulator.elasticache.state;

import awsemulator.cloud.CallerIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import software.amazon.awssdk.regions.PartitionMetadata;

/** One account in one Region: where a name is unique, and where a call arrives. */
public record CloudPlace(String account, String region, String partition) {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  public static CloudPlace of(CallerIdentity caller) {
    return new CloudPlace(caller.account(), caller.region(), caller.partition());
  }

  /**
   * @throws IllegalArgumentException with a sentence, where it is not an ARN of ElastiCache
   */
  public static CloudPlace ofArn(String arn) {
    List<String> parts = List.of(arn.split(":", 7));
    if (parts.size() != 7
        || !parts.get(0).equals("arn")
        || !parts.get(1).matches("aws[a-z-]*")
        || !parts.get(2).equals("elasticache")
        || parts.get(3).isEmpty()
        || !parts.get(4).matches("\\d{12}")) {
      throw new IllegalArgumentException("\"" + arn + "\" is not an ARN of ElastiCache");
    }
    return new CloudPlace(parts.get(4), parts.get(3), parts.get(1));
  }

  public String arn(String type, String name) {
    return "arn:%s:elasticache:%s:%s:%s:%s".formatted(partition, region, account, type, name);
  }

  public String dnsSuffix() {
    return "cache." + PartitionMetadata.of(partition).dnsSuffix();
  }

  /** Availability Zones that nodes are spread over where the caller names none. */
  public List<String> zones() {
    return List.of(region + "a", region + "b", region + "c");
  }

  /**
   * The six characters in endpoint names: samples in AWS's guides have one an account and Region.
   */
  public String hash() {
    CRC32 crc = new CRC32();
    crc.update((account + region).getBytes(StandardCharsets.UTF_8));
    long rest = crc.getValue();
    StringBuilder hash = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      hash.append(LETTERS.charAt((int) (rest % LETTERS.length())));
      rest = rest / LETTERS.length() + i;
    }
    return hash.toString();
  }
}
