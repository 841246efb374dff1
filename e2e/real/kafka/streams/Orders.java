// What a Kafka Streams application does: orders are joined with a table of cities, repartitioned,
// summed by city and counted in windows, exactly once. It is stopped in the middle; the second one
// has no local state and restores it from the changelog. Run as a source file.
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.stream.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;

public class Orders {
  static final int ORDERS = 2000, CUSTOMERS = 40, CITIES = 7, WINDOW_MS = 60_000;
  /** Partitions are read side by side, so a window waits for each of them. */
  static final TimeWindows WINDOWS =
    TimeWindows.ofSizeAndGrace(Duration.ofMillis(WINDOW_MS), Duration.ofDays(1));
  /** So late that no retention has an eye on it. */
  static final long START = System.currentTimeMillis() / WINDOW_MS * WINDOW_MS - 3_600_000;
  static String address;

  static Map<String, Object> with(Object... pairs) {
    Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", address));
    for (int i = 0; i < pairs.length; i += 2) config.put((String) pairs[i], pairs[i + 1]);
    return config;
  }

  static String city(int customer) { return "city" + customer % CITIES; }

  static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    KTable<String, String> cities = builder.table("customers");
    KStream<String, Long> byCity = builder
      .<String, Long>stream("orders", Consumed.with(Serdes.String(), Serdes.Long()))
      .join(cities, (amount, city) -> Map.entry(city, amount))
      .map((customer, pair) -> KeyValue.pair(pair.getKey(), pair.getValue()));
    KGroupedStream<String, Long> grouped =
      byCity.groupByKey(Grouped.with("by-city", Serdes.String(), Serdes.Long()));
    grouped.reduce(Long::sum, Materialized.as("sums")).toStream()
      .to("sums", Produced.with(Serdes.String(), Serdes.Long()));
    grouped.windowedBy(WINDOWS).count()
      .toStream((window, count) -> window.key() + "@" + window.window().start())
      .to("counts", Produced.with(Serdes.String(), Serdes.Long()));
    return builder.build();
  }

  static KafkaStreams start(Path state) {
    Properties config = new Properties();
    config.putAll(with(
      "application.id", "orders-app", "state.dir", state.toString(), "num.stream.threads", 2,
      "processing.guarantee", "exactly_once_v2", "commit.interval.ms", 200, "replication.factor", 1,
      "default.key.serde", Serdes.StringSerde.class, "default.value.serde", Serdes.StringSerde.class,
      "statestore.cache.max.bytes", 0, "auto.offset.reset", "earliest",
      // Streams does not leave its group: the second waits until the first counts as gone.
      "main.consumer.session.timeout.ms", 6000, "main.consumer.heartbeat.interval.ms", 1000));
    KafkaStreams streams = new KafkaStreams(topology(), config);
    streams.setUncaughtExceptionHandler(error -> {
      error.printStackTrace();
      System.exit(1);
      return null;
    });
    streams.start();
    return streams;
  }

  static void produce(int from, int to) {
    try (Producer<String, Long> producer =
        new KafkaProducer<>(with("compression.type", "zstd"), new StringSerializer(), new LongSerializer())) {
      for (int i = from; i < to; i++)
        producer.send(new ProducerRecord<>("orders", null, START + i * 100L, "c" + i % CUSTOMERS, (long) i));
    }
  }

  /** The last value of each key, read_committed, as soon as all of them are there. */
  static Map<String, Long> read(String topic, Map<String, Long> expected) {
    Map<String, Long> last = new TreeMap<>();
    try (Consumer<String, Long> consumer = new KafkaConsumer<>(
        with("isolation.level", "read_committed"), new StringDeserializer(), new LongDeserializer())) {
      List<TopicPartition> all = consumer.partitionsFor(topic).stream()
        .map(p -> new TopicPartition(topic, p.partition())).collect(Collectors.toList());
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long deadline = System.currentTimeMillis() + 60_000;
      while (!last.equals(expected) && System.currentTimeMillis() < deadline)
        consumer.poll(Duration.ofMillis(200)).forEach(record -> last.put(record.key(), record.value()));
    }
    return last;
  }

  static Map<String, Long> sums(int upTo) {
    return new TreeMap<>(IntStream.range(0, upTo).boxed()
      .collect(Collectors.groupingBy(i -> city(i % CUSTOMERS), Collectors.summingLong(i -> i))));
  }

  static Map<String, Long> counts(int upTo) {
    return new TreeMap<>(IntStream.range(0, upTo).boxed().collect(Collectors.groupingBy(
      i -> city(i % CUSTOMERS) + "@" + (START + i * 100L / WINDOW_MS * WINDOW_MS), Collectors.counting())));
  }

  static void say(String name, Object value) { System.out.println(name + "=" + value); }

  public static void main(String[] args) throws Exception {
    address = args[0];
    Path state = Path.of(args[1]);
    try (Admin admin = Admin.create(with())) {
      admin.createTopics(Stream.of("orders", "customers", "sums", "counts")
        .map(name -> new NewTopic(name, 3, (short) 1)).toList()).all().get();
      try (Producer<String, String> producer =
          new KafkaProducer<>(with(), new StringSerializer(), new StringSerializer())) {
        for (int i = 0; i < CUSTOMERS; i++)
          producer.send(new ProducerRecord<>("customers", null, START, "c" + i, city(i)));
      }
      produce(0, ORDERS / 2);
      KafkaStreams first = start(state.resolve("first"));
      say("half", read("sums", sums(ORDERS / 2)).equals(sums(ORDERS / 2)));
      produce(ORDERS / 2, ORDERS * 3 / 4);
      first.close(Duration.ofSeconds(30));
      produce(ORDERS * 3 / 4, ORDERS);
      KafkaStreams second = start(state.resolve("second"));
      say("sums", read("sums", sums(ORDERS)).equals(sums(ORDERS)));
      say("counts", read("counts", counts(ORDERS)).equals(counts(ORDERS)));
      second.close(Duration.ofSeconds(30));
      Set<String> made = admin.listTopics().names().get();
      say("made", made.stream().filter(name -> name.startsWith("orders-app-")).sorted()
        .map(name -> name.replaceAll("-\\d{10}", "")).toList());
      say("group", admin.listConsumerGroupOffsets("orders-app").partitionsToOffsetAndMetadata().get().size());
    }
    System.exit(0);
  }
}
