package remediator.local.services;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.local.cloud.AwsFault;
import remediator.local.cloud.AwsService;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Need;
import remediator.local.elasticache.FleetView;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** EC2, as far as subnets go that cache nodes stand in, with nobody else in them. */
public final class Ec2 extends AwsService {
  private final FleetView fleet;
  private volatile int addresses = 251;

  public Ec2(FleetView fleet) {
    super("ec2", Protocol.EC2);
    this.fleet = fleet;
    on(
        DescribeSubnetsRequest.class,
        (c, q) -> List.of(new Need("ec2:DescribeSubnets", "*")),
        this::subnets);
  }

  /** How many nodes each subnet has room for: 251 in a /24, of which AWS keeps five. */
  public void room(int nodes) {
    addresses = nodes;
  }

  private DescribeSubnetsResponse subnets(Caller caller, DescribeSubnetsRequest request) {
    heeds(request, "SubnetIds");
    Map<String, Subnet> all = new TreeMap<>();
    for (FleetView.Subnet subnet :
        fleet.subnets(caller.account(), caller.region(), caller.partition())) {
      all.put(
          subnet.id(),
          Subnet.builder()
              .subnetId(subnet.id())
              .vpcId(subnet.vpc())
              .availabilityZone(subnet.zone())
              .availableIpAddressCount((int) Math.max(0, addresses - subnet.nodes()))
              .build());
    }
    if (!request.hasSubnetIds()) {
      return DescribeSubnetsResponse.builder().subnets(all.values()).build();
    }
    for (String id : request.subnetIds()) {
      if (!all.containsKey(id)) {
        throw AwsFault.badRequest(
            "InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
      }
    }
    return DescribeSubnetsResponse.builder()
        .subnets(request.subnetIds().stream().map(all::get).toList())
        .build();
  }
}
