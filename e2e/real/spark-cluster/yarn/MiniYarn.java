// Hadoop's own small YARN: a resource manager and one node in this process. It writes its settings to
// the file that is named, as a cluster's people hand them out, and says "ready".
import java.io.FileOutputStream;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

public class MiniYarn {
  public static void main(String[] args) throws Exception {
    var conf = new YarnConfiguration();
    conf.setInt("yarn.nodemanager.resource.memory-mb", 4096);
    conf.setInt("yarn.nodemanager.resource.cpu-vcores", 4);
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 256);
    conf.setBoolean("yarn.nodemanager.pmem-check-enabled", false);
    conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    // A disk that is nearly full does not make a node unhealthy here.
    conf.setInt("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 100);
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    // Without it the first application may not start, since it would take more than a tenth.
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
    var cluster = new MiniYARNCluster("sluice", 1, 1, 1);
    cluster.init(conf);
    cluster.start();
    try (var out = new FileOutputStream(args[0])) {
      cluster.getConfig().writeXml(out);
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
