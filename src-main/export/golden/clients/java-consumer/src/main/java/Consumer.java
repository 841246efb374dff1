// Prints each record of the topic ventas-events, from the first on.
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

public class Consumer {
    public static void main(String[] args) {
        var settings = new Properties();
        settings.put("bootstrap.servers", System.getenv().getOrDefault("BROKER_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
        settings.put("group.id", "r1-ventas-events-client");
        settings.put("auto.offset.reset", "earliest");
        var text = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, text, text)) {
            consumer.subscribe(List.of("ventas-events"));
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    System.out.printf("%d %d %s %s%n", record.partition(), record.offset(),
                            record.key(), record.value());
                }
            }
        }
    }
}
