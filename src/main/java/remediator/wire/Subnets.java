package remediator.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What EC2 knows of subnets: DescribeSubnets of "Amazon EC2 API Reference". The SDK's module for
 * EC2 has 24 MB, and the whole package may have 32.
 */
public final class Subnets {
  private static final String VERSION = "2016-11-15";

  private final Wire wire;

  public Subnets(Wire wire) {
    this.wire = wire;
  }

  /**
   * How many IPv4 addresses are free in each, by the subnet's id.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException where EC2 refuses, cannot be
   *     reached, or is not understood
   */
  public Map<String, Integer> freeAddresses(List<String> ids) {
    StringBuilder form = new StringBuilder("Action=DescribeSubnets&Version=" + VERSION);
    for (int i = 0; i < ids.size(); i++) {
      String id = URLEncoder.encode(ids.get(i), StandardCharsets.UTF_8);
      form.append("&SubnetId.").append(i + 1).append('=').append(id);
    }
    XmlShape answer =
        new XmlService(wire, "EC2", _ -> AwsServiceException.builder()).post(form.toString());
    Map<String, Integer> free = new TreeMap<>();
    for (XmlShape subnet : part(answer, "subnetSet").children()) {
      free.put(
          part(subnet, "subnetId").text(), count(part(subnet, "availableIpAddressCount").text()));
    }
    return free;
  }

  private static XmlShape part(XmlShape whole, String name) {
    return whole
        .child(name)
        .orElseThrow(() -> SdkClientException.create("EC2's answer has no " + name));
  }

  private static Integer count(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw SdkClientException.create("EC2's count of free addresses is no number", e);
    }
  }
}
