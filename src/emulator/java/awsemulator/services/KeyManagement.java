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
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/**
 * KMS, as far as it tells of keys. Every key and alias of the caller's own account and Region is
 * there and enabled, unless a test says otherwise: files of groups tell no keys.
 */
public final class KeyManagement extends AwsService {
  private final Map<String, KeyMetadata> told = new ConcurrentHashMap<>();
  private int made;

  public KeyManagement() {
    super("kms", Protocol.JSON);
    on(
        DescribeKeyRequest.class,
        (c, q) ->
            List.of(
                new RequiredRight("kms:DescribeKey", arn(c, String.valueOf(q.keyId())), Map.of())),
        this::describe);
    on(
        CreateKeyRequest.class,
        (c, q) -> List.of(new RequiredRight("kms:CreateKey", "*")),
        this::create);
    on(
        ListKeysRequest.class,
        (c, q) -> List.of(new RequiredRight("kms:ListKeys", "*")),
        this::list);
    on(
        ScheduleKeyDeletionRequest.class,
        (c, q) -> List.of(new RequiredRight("kms:ScheduleKeyDeletion", arn(c, q.keyId()))),
        this::scheduleDeletion);
  }

  /** A symmetric key, whose id is the number of the key in its account and Region. */
  private CreateKeyResponse create(CallerIdentity caller, CreateKeyRequest q) {
    heeds(q, "Description", "Tags");
    String place = caller.account() + "/" + caller.region() + "/" + ++made;
    String id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
    KeyMetadata key =
        KeyMetadata.builder()
            .description(q.description() == null ? "" : q.description())
            .keyState("Enabled")
            .keySpec("SYMMETRIC_DEFAULT")
            .keyUsage("ENCRYPT_DECRYPT")
            .build();
    tell(arn(caller, id), key);
    return CreateKeyResponse.builder()
        .keyMetadata(key.toBuilder().keyId(id).arn(arn(caller, id)).build())
        .build();
  }

  /** All in one page, those too that are to be deleted. */
  private ListKeysResponse list(CallerIdentity caller, ListKeysRequest q) {
    heeds(q);
    String here = CallerArns.of(caller, "kms", "key/");
    return ListKeysResponse.builder()
        .keys(
            told.entrySet().stream()
                .filter(e -> e.getKey().startsWith(here) && e.getValue().keyState() != null)
                .map(Map.Entry::getKey)
                .sorted()
                .map(
                    a -> KeyListEntry.builder().keyArn(a).keyId(a.substring(here.length())).build())
                .toList())
        .truncated(false)
        .build();
  }

  private ScheduleKeyDeletionResponse scheduleDeletion(
      CallerIdentity caller, ScheduleKeyDeletionRequest q) {
    String arn = arn(caller, q.keyId());
    KeyMetadata key = told.get(arn);
    if (key == null || key.keyState() == null) {
      throw AwsFault.badRequest("NotFoundException", "Key '" + arn + "' does not exist");
    }
    if (key.keyState() == KeyState.PENDING_DELETION) {
      throw AwsFault.badRequest("KMSInvalidStateException", arn + " is pending deletion.");
    }
    tell(arn, key.toBuilder().keyState(KeyState.PENDING_DELETION).build());
    return ScheduleKeyDeletionResponse.builder()
        .keyId(arn)
        .keyState(KeyState.PENDING_DELETION)
        .build();
  }

  /** The ARNs of keys that were told of or made, and are not to be deleted. */
  public List<String> standing() {
    return told.entrySet().stream()
        .filter(e -> e.getValue().keyState() == KeyState.ENABLED)
        .map(Map.Entry::getKey)
        .toList();
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
