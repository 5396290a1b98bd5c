package awsemulator.cloud;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a call of S3 names and brings. The SDK's own request classes have no place for the body.
 *
 * @param key empty where the bucket itself is meant
 */
public record StoredObject(String bucket, String key, String body) implements SdkPojo {
  @Override
  public List<SdkField<?>> sdkFields() {
    return List.of();
  }

  @Override
  public boolean equalsBySdkFields(Object other) {
    return equals(other);
  }
}
