package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * KMS, as far as it tells of keys. Every key and alias of the caller's own account and Region is
 * there and enabled, unless a test says otherwise: files of groups tell no keys.
 */
public final class KeyManagement extends AwsService {
  private final Map<String, KeyMetadata> told = new ConcurrentHashMap<>();

  public KeyManagement() {
    super("kms", Protocol.JSON);
    on(
        DescribeKeyRequest.class,
        (c, q) ->
            List.of(
                new RequiredRight("kms:DescribeKey", arn(c, String.valueOf(q.keyId())), Map.of())),
        this::describe);
  }

  /** Lets a key be as this says; without a state, it is not there. */
  public void tell(String arn, KeyMetadata key) {
    told.put(arn, key);
  }

  private DescribeKeyResponse describe(CallerIdentity caller, DescribeKeyRequest request) {
    heeds(request, "KeyId");
    String id = String.valueOf(request.keyId());
    String arn = arn(caller, id);
    if (id.startsWith("arn:") && !id.startsWith(CallerArns.of(caller, "kms", ""))) {
      throw AwsFault.badRequest("NotFoundException", "Invalid arn " + id.split(":", 6)[3]);
    }
    KeyMetadata key =
        told.getOrDefault(
            arn,
            KeyMetadata.builder()
                .keyState("Enabled")
                .keySpec("SYMMETRIC_DEFAULT")
                .keyUsage("ENCRYPT_DECRYPT")
                .build());
    if (key.keyState() == null) {
      throw AwsFault.badRequest("NotFoundException", "Key '" + arn + "' does not exist");
    }
    return DescribeKeyResponse.builder()
        .keyMetadata(
            key.toBuilder()
                .arn(arn)
                .keyId(arn.substring(arn.indexOf(":key/") + 5))
                .awsAccountId(caller.account())
                .enabled("Enabled".equals(key.keyStateAsString()))
                .multiRegion(arn.contains(":key/mrk-"))
                .build())
        .build();
  }

  /** Of the key itself, also where it is named by its id or an alias. */
  private static String arn(CallerIdentity caller, String id) {
    String name = id.startsWith("arn:") ? id.substring(id.lastIndexOf(':') + 1) : id;
    if (name.startsWith("alias/")) {
      return CallerArns.of(caller, "kms", "key/" + behind(caller, name));
    }
    return id.startsWith("arn:")
        ? id
        : CallerArns.of(caller, "kms", name.startsWith("key/") ? name : "key/" + name);
  }

  private static UUID behind(CallerIdentity caller, String alias) {
    String name = caller.account() + "/" + caller.region() + "/" + alias;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
