package awsemulator.services;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** Secrets Manager, for secrets of text. */
public final class SecretsManager extends AwsService {
  private static final int DEFAULT_RECOVERY_DAYS = 30;

  private final InstantSource clock;
  private final SecretStore secrets = new SecretStore();

  public SecretsManager(InstantSource clock) {
    super("secretsmanager", Protocol.JSON);
    this.clock = clock;
    on(
        CreateSecretRequest.class,
        (c, q) -> secrets.needToCreate(c, q.name(), !q.tags().isEmpty()),
        this::create);
    on(
        GetSecretValueRequest.class,
        (c, q) -> secrets.need(c, "GetSecretValue", q.secretId()),
        this::value);
    on(
        PutSecretValueRequest.class,
        (c, q) -> secrets.need(c, "PutSecretValue", q.secretId()),
        this::put);
    on(
        DescribeSecretRequest.class,
        (c, q) -> secrets.need(c, "DescribeSecret", q.secretId()),
        this::describe);
    on(
        UpdateSecretVersionStageRequest.class,
        (c, q) -> secrets.need(c, "UpdateSecretVersionStage", q.secretId()),
        this::updateStage);
    on(
        DeleteSecretRequest.class,
        (c, q) -> secrets.need(c, "DeleteSecret", q.secretId()),
        this::delete);
    on(TagResourceRequest.class, (c, q) -> secrets.need(c, "TagResource", q.secretId()), this::tag);
  }

  private CreateSecretResponse create(CallerIdentity caller, CreateSecretRequest q) {
    heeds(q, "Name", "ClientRequestToken", "Description", "KmsKeyId", "SecretString", "Tags");
    if (q.name() == null || !q.name().matches("[\\w/+=.@-]{1,512}")) {
      throw SecretStore.error(
          "InvalidParameterException",
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    String arn = SecretStore.arn(caller, q.name(), "LoCaL1");
    StoredSecret secret =
        new StoredSecret(q.name(), arn, q.description(), q.kmsKeyId(), clock.instant());
    secrets.add(caller, secret);
    q.tags().forEach(t -> secret.tags.put(t.key(), t.value()));
    String version = null;
    if (q.secretString() != null) {
      version = newVersion(q.clientRequestToken());
      secret.put(version, q.secretString(), List.of(StoredSecret.CURRENT));
    }
    return CreateSecretResponse.builder().arn(arn).name(q.name()).versionId(version).build();
  }

  private GetSecretValueResponse value(CallerIdentity caller, GetSecretValueRequest q) {
    StoredSecret secret = secrets.living(caller, q.secretId());
    String stage = q.versionStage() == null ? StoredSecret.CURRENT : q.versionStage();
    String version = q.versionId() == null ? secret.version(stage) : q.versionId();
    if (version == null || !secret.has(version)) {
      throw SecretStore.notFound("secret value for staging label: " + stage);
    }
    return GetSecretValueResponse.builder()
        .arn(secret.arn)
        .name(secret.name)
        .versionId(version)
        .secretString(secret.value(version))
        .versionStages(secret.stages(version))
        .createdDate(secret.created)
        .build();
  }

  private PutSecretValueResponse put(CallerIdentity caller, PutSecretValueRequest q) {
    heeds(q, "SecretId", "ClientRequestToken", "SecretString", "VersionStages");
    StoredSecret secret = secrets.living(caller, q.secretId());
    if (q.secretString() == null) {
      throw SecretStore.error(
          "InvalidRequestException", "You must provide either SecretString or SecretBinary.");
    }
    String version = newVersion(q.clientRequestToken());
    if (secret.has(version) && !secret.value(version).equals(q.secretString())) {
      throw SecretStore.error(
          "ResourceExistsException", "You can't modify an existing version. Create a new one.");
    }
    secret.put(
        version,
        q.secretString(),
        q.versionStages().isEmpty() ? List.of(StoredSecret.CURRENT) : q.versionStages());
    return PutSecretValueResponse.builder()
        .arn(secret.arn)
        .name(secret.name)
        .versionId(version)
        .versionStages(secret.stages(version))
        .build();
  }

  private DescribeSecretResponse describe(CallerIdentity caller, DescribeSecretRequest q) {
    StoredSecret secret = secrets.known(caller, q.secretId());
    List<Tag> tags =
        secret.tags.entrySet().stream()
            .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
            .toList();
    return DescribeSecretResponse.builder()
        .arn(secret.arn)
        .name(secret.name)
        .description(secret.description)
        .kmsKeyId(secret.kmsKeyId)
        .createdDate(secret.created)
        .deletedDate(secret.deleted)
        .tags(tags)
        .versionIdsToStages(secret.staged())
        .build();
  }

  private UpdateSecretVersionStageResponse updateStage(
      CallerIdentity caller, UpdateSecretVersionStageRequest q) {
    StoredSecret secret = secrets.living(caller, q.secretId());
    String holder = secret.version(q.versionStage());
    // AWS: a label that is attached must be named together with the version that it leaves.
    if (holder != null && !holder.equals(q.removeFromVersionId())) {
      throw SecretStore.error(
          "InvalidParameterException",
          "The parameter RemoveFromVersionId can't be empty. Staging label "
              + q.versionStage()
              + " is currently attached to version "
              + holder
              + ", so you must explicitly reference that version in RemoveFromVersionId.");
    }
    if (q.moveToVersionId() == null) {
      secret.unstage(q.versionStage());
    } else if (secret.has(q.moveToVersionId())) {
      secret.move(q.versionStage(), q.moveToVersionId());
    } else {
      throw SecretStore.notFound("secret version: " + q.moveToVersionId());
    }
    return UpdateSecretVersionStageResponse.builder().arn(secret.arn).name(secret.name).build();
  }

  private DeleteSecretResponse delete(CallerIdentity caller, DeleteSecretRequest q) {
    StoredSecret secret = secrets.living(caller, q.secretId());
    boolean force = Boolean.TRUE.equals(q.forceDeleteWithoutRecovery());
    long days = q.recoveryWindowInDays() == null ? DEFAULT_RECOVERY_DAYS : q.recoveryWindowInDays();
    if (force && q.recoveryWindowInDays() != null) {
      throw SecretStore.error(
          "InvalidParameterException",
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (days < 7 || days > 30) {
      throw SecretStore.error(
          "InvalidParameterException", "RecoveryWindowInDays value must be between 7 and 30 days.");
    }
    secret.deleted = clock.instant().plus(force ? Duration.ZERO : Duration.ofDays(days));
    if (force) {
      secrets.remove(caller, secret);
    }
    return DeleteSecretResponse.builder()
        .arn(secret.arn)
        .name(secret.name)
        .deletionDate(secret.deleted)
        .build();
  }

  private TagResourceResponse tag(CallerIdentity caller, TagResourceRequest q) {
    StoredSecret secret = secrets.living(caller, q.secretId());
    q.tags().forEach(t -> secret.tags.put(t.key(), t.value()));
    return TagResourceResponse.builder().build();
  }

  private static String newVersion(String clientRequestToken) {
    return clientRequestToken == null ? UUID.randomUUID().toString() : clientRequestToken;
  }
}
