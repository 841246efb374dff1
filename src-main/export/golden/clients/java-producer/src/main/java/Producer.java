// Sends records to the topic ventas-events.
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

public class Producer {
    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        settings.put("bootstrap.servers", System.getenv().getOrDefault("BROKER_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
        var text = new StringSerializer();
        try (var producer = new KafkaProducer<>(settings, text, text)) {
            for (var line : Files.readAllLines(Path.of("records.jsonl"))) {
                producer.send(new ProducerRecord<>("ventas-events", line));
                Thread.sleep(100);
            }
        }
    }
}
