// What a Java application does with Kafka: a transactional producer, groups that share and hand over, an admin. Run as a source file.
import java.time.Duration;
import java.util.*;
import java.util.stream.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.*;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.serialization.*;

public class Clients {
  static String address;

  static Map<String, Object> with(Object... pairs) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", address);
    for (int i = 0; i < pairs.length; i += 2) config.put((String) pairs[i], pairs[i + 1]);
    return config;
  }

  static KafkaProducer<String, String> producer(Object... pairs) {
    return new KafkaProducer<>(with(pairs), new StringSerializer(), new StringSerializer());
  }

  static KafkaConsumer<String, String> consumer(Object... pairs) {
    return new KafkaConsumer<>(with(pairs), new StringDeserializer(), new StringDeserializer());
  }

  static void say(String name, Object value) {
    System.out.println(name + "=" + value);
  }

  public static void main(String[] args) throws Exception {
    address = args[0];
    try (Admin admin = Admin.create(with())) {
      NewTopic topic = new NewTopic("java", 4, (short) 1).configs(Map.of("retention.ms", "7200000"));
      CreateTopicsResult made = admin.createTopics(List.of(topic, new NewTopic("out", 1, (short) 1)));
      made.all().get();
      TopicDescription described = admin.describeTopics(List.of("java")).allTopicNames().get().get("java");
      say("sameId", described.topicId().equals(made.topicId("java").get()));
      say("partitions", described.partitions().size());
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "java");
      admin.incrementalAlterConfigs(Map.of(resource, List.of(
        new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.APPEND),
        new AlterConfigOp(new ConfigEntry("retention.ms", ""), AlterConfigOp.OpType.DELETE)))).all().get();
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      say("policy", config.get("cleanup.policy").value() + " " + config.get("cleanup.policy").source());
      say("retention", config.get("retention.ms").value() + " " + config.get("retention.ms").source());
      admin.incrementalAlterConfigs(Map.of(resource, List.of(
        new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SUBTRACT)))).all().get();
      say("node", admin.describeCluster().controller().get().id());
      try { admin.describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY).values().get(); }
      catch (Exception e) { say("acls", e.getCause().getClass().getSimpleName()); }
      say("logDirs", admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1).size());

      for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd"))
        try (KafkaProducer<String, String> producer = producer("compression.type", codec, "linger.ms", 5)) {
          for (int i = 0; i < 1000; i++) producer.send(new ProducerRecord<>("java", "k" + i % 97, codec + i));
          producer.flush();
        }
      say("read", readAll("java", 5000, "range"));
      say("sticky", readAll("java", 5000, "cooperative"));

      transactions(admin);
      groups(admin);
      admin.deleteTopics(List.of("java", "out")).all().get();
      say("left", admin.listTopics().names().get());
    }
  }

  static int readAll(String topic, int count, String kind) {
    Set<String> seen = new HashSet<>();
    String assignor = kind.equals("range") ? RangeAssignor.class.getName() : CooperativeStickyAssignor.class.getName();
    try (KafkaConsumer<String, String> one = consumer("group.id", "g-" + kind, "auto.offset.reset", "earliest", "partition.assignment.strategy", assignor);
         KafkaConsumer<String, String> two = consumer("group.id", "g-" + kind, "auto.offset.reset", "earliest", "partition.assignment.strategy", assignor)) {
      one.subscribe(List.of(topic));
      two.subscribe(List.of(topic));
      long end = System.currentTimeMillis() + 30_000;
      while (seen.size() < count && System.currentTimeMillis() < end)
        for (KafkaConsumer<String, String> consumer : List.of(one, two))
          for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) seen.add(record.value());
      one.commitSync();
      two.commitSync();
    }
    return seen.size();
  }

  static void transactions(Admin admin) throws Exception {
    KafkaProducer<String, String> first = producer("transactional.id", "tx-java");
    first.initTransactions();
    KafkaConsumer<String, String> source = consumer("group.id", "tx-group", "auto.offset.reset", "earliest", "enable.auto.commit", false, "max.poll.records", 100);
    source.subscribe(List.of("java"));
    int moved = 0;
    while (moved < 300) {
      ConsumerRecords<String, String> records = source.poll(Duration.ofMillis(500));
      if (records.isEmpty()) continue;
      first.beginTransaction();
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      for (ConsumerRecord<String, String> record : records) {
        first.send(new ProducerRecord<>("out", record.value()));
        offsets.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1, "note"));
      }
      first.sendOffsetsToTransaction(offsets, source.groupMetadata());
      boolean keep = moved % 200 == 0;
      if (keep) first.commitTransaction(); else first.abortTransaction();
      moved += records.count();
    }
    source.close();
    long committed = admin.listConsumerGroupOffsets("tx-group").partitionsToOffsetAndMetadata().get().values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    KafkaConsumer<String, String> reader = consumer("isolation.level", "read_committed", "auto.offset.reset", "earliest");
    TopicPartition out = new TopicPartition("out", 0);
    reader.assign(List.of(out));
    reader.seekToBeginning(List.of(out));
    long end = reader.endOffsets(List.of(out)).get(out);
    int visible = 0;
    while (reader.position(out) < end) visible += reader.poll(Duration.ofMillis(200)).count();
    reader.close();
    say("committedPart", visible > 0 && visible < moved);
    say("offsetsMatch", committed == visible || committed > 0);
    KafkaProducer<String, String> second = producer("transactional.id", "tx-java");
    second.initTransactions();
    try {
      first.beginTransaction();
      first.send(new ProducerRecord<>("out", "late")).get();
      first.commitTransaction();
      say("fenced", false);
    } catch (Exception e) {
      Throwable t = e.getCause() == null ? e : e.getCause();
      say("fenced", t instanceof ProducerFencedException || t instanceof InvalidProducerEpochException);
    }
    second.beginTransaction();
    second.send(new ProducerRecord<>("out", "after"));
    second.commitTransaction();
    say("txState", admin.describeTransactions(List.of("tx-java")).all().get().get("tx-java").state());
    first.close(Duration.ZERO);
    second.close();
  }

  static void groups(Admin admin) throws Exception {
    KafkaConsumer<String, String> fixed = consumer("group.id", "static", "group.instance.id", "desk-1", "auto.offset.reset", "earliest");
    fixed.subscribe(List.of("java"));
    while (fixed.assignment().isEmpty()) fixed.poll(Duration.ofMillis(100));
    ConsumerGroupDescription group = admin.describeConsumerGroups(List.of("static")).all().get().get("static");
    say("static", group.members().iterator().next().groupInstanceId().get() + " " + group.members().iterator().next().assignment().topicPartitions().size());
    fixed.close();
    admin.removeMembersFromConsumerGroup("static", new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove("desk-1")))).all().get();
    admin.deleteConsumerGroupOffsets("g-range", Set.of(new TopicPartition("java", 0))).all().get();
    say("offsetsLeft", admin.listConsumerGroupOffsets("g-range").partitionsToOffsetAndMetadata().get().size());
    admin.deleteConsumerGroups(List.of("g-range", "g-cooperative", "tx-group")).all().get();
    say("groups", admin.listGroups().all().get().stream().map(GroupListing::groupId).sorted().collect(Collectors.toList()));
  }
}
