package awsemulator.services.deploy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** S3: buckets, and whole objects that are put and deleted; path-style addresses only. */
public final class ObjectStore extends AwsService {
  private final Map<String, Map<String, String>> buckets = new TreeMap<>();

  public ObjectStore() {
    super("s3", Protocol.REST_XML);
    put("PUT /{Bucket}", "CreateBucket", "s3:CreateBucket", this::createBucket);
    put("PUT /{Bucket}/{Key+}", "PutObject", "s3:PutObject", this::putObject);
    put("DELETE /{Bucket}/{Key+}", "DeleteObject", "s3:DeleteObject", this::deleteObject);
    put("DELETE /{Bucket}", "DeleteBucket", "s3:DeleteBucket", this::deleteBucket);
  }

  private interface Work {
    void on(CallerIdentity caller, StoredObject named);
  }

  private void put(String route, String operation, String action, Work work) {
    at(route, operation);
    on(
        operation,
        StoredObject.class,
        (c, q) -> List.of(new RequiredRight(action, arn(c, q))),
        (c, q) -> {
          work.on(c, q);
          return q;
        });
  }

  private static String arn(CallerIdentity caller, StoredObject q) {
    String bucket = "arn:" + caller.partition() + ":s3:::" + q.bucket();
    return q.key().isEmpty() ? bucket : bucket + "/" + q.key();
  }

  /** The names of all buckets. */
  public List<String> names() {
    return List.copyOf(buckets.keySet());
  }

  /** What is in a bucket, by key; the bytes as UTF-8 text. */
  public Map<String, String> content(String bucket) {
    return Map.copyOf(bucket(bucket));
  }

  private Map<String, String> bucket(String name) {
    Map<String, String> bucket = buckets.get(name);
    if (bucket == null) {
      throw new AwsFault("NoSuchBucket", 404, "The specified bucket does not exist");
    }
    return bucket;
  }

  private void createBucket(CallerIdentity caller, StoredObject q) {
    if (!q.bucket().matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw AwsFault.badRequest("InvalidBucketName", "The specified bucket is not valid.");
    }
    boolean home = caller.region().equals("us-east-1");
    if (home == q.body().contains("<LocationConstraint>" + caller.region() + "<")) {
      throw AwsFault.badRequest(
          "IllegalLocationConstraintException",
          "The location constraint is wrong for this Region.");
    }
    if (buckets.putIfAbsent(q.bucket(), new TreeMap<>()) != null) {
      throw new AwsFault("BucketAlreadyOwnedByYou", 409, "You already have this bucket.");
    }
  }

  private void putObject(CallerIdentity caller, StoredObject q) {
    bucket(q.bucket()).put(q.key(), q.body());
  }

  /** "If the object doesn't exist, Amazon S3 does not return an error". */
  private void deleteObject(CallerIdentity caller, StoredObject q) {
    bucket(q.bucket()).remove(q.key());
  }

  private void deleteBucket(CallerIdentity caller, StoredObject q) {
    if (!bucket(q.bucket()).isEmpty()) {
      throw new AwsFault("BucketNotEmpty", 409, "The bucket you tried to delete is not empty");
    }
    buckets.remove(q.bucket());
  }
}
