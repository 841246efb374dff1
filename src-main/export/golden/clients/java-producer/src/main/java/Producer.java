// Sends records to the topic ventas-events.
import com.fasterxml.jackson.databind.ObjectMapper;
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
        var json = new ObjectMapper();
        try (var producer = new KafkaProducer<>(settings, text, text)) {
            for (var line : Files.readAllLines(Path.of("records.jsonl"))) {
                var record = json.readTree(line);
                producer.send(new ProducerRecord<>("ventas-events", record.path("key").textValue(),
                        record.path("value").textValue()));
                Thread.sleep(100);
            }
        }
    }
}
