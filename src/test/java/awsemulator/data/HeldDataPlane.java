package awsemulator.data;

import java.io.IOException;

/** A program with a running group that nobody closes. */
final class HeldDataPlane {
  private HeldDataPlane() {}

  static void main() throws IOException {
    RedisDataPlane plane = new RedisDataPlane();
    plane.start(Fleet.group("held"), Fleet.uneven(3), null, Fleet.SUFFIX);
    System.out.println("started");
    System.out.flush();
    // Until its parent ends it.
    int read = System.in.read();
    System.out.println(read);
  }
}
