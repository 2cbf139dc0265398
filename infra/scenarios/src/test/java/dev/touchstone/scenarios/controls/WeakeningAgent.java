package dev.touchstone.scenarios.controls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Java agent that weakens the service into which it is put. A file says how, one {@link Weakness} a line; it is read when the service
 * starts, so that a restart changes what is weak. A weakness that finds nothing to weaken ends the service.
 */
public final class WeakeningAgent {
    private static final int OUT_OF_DATE = 70;
    private static final Set<Object> RUNNING_TWICE = ConcurrentHashMap.newKeySet();

    private WeakeningAgent() {
    }

    /** @return the variable that puts the agent into a service's virtual machine */
    static String option(Path jar, Path weaknesses) {
        return "-javaagent:" + jar + "=" + weaknesses;
    }

    /** Writes the agent, which needs nothing but the JDK. */
    static void packTo(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", WeakeningAgent.class.getName());
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (String type : List.of("WeakeningAgent", "WeakeningAgent$Weakening", "Weakness", "Weakness$1")) {
                String name = WeakeningAgent.class.getPackageName().replace('.', '/') + "/" + type + ".class";
                entries.putNextEntry(new ZipEntry(name));
                try (InputStream bytes = WeakeningAgent.class.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(entries);
                }
            }
        }
    }

    public static void premain(String weaknesses, Instrumentation machine) {
        try {
            Files.readAllLines(Path.of(weaknesses)).forEach(name -> machine.addTransformer(new Weakening(Weakness.valueOf(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Weakening(Weakness weakness) implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] original) {
            if (!weakness.type().equals(name)) {
                return null;
            }
            try {
                byte[] weakened = weakness.applyTo(original);
                System.err.println("weakened: " + weakness);
                return weakened;
            } catch (RuntimeException | LinkageError e) {
                // What a transformer throws is passed over in silence, and the service would be sound.
                System.err.println(weakness + " is out of date: " + e);
                Runtime.getRuntime().halt(OUT_OF_DATE);
                return null;
            }
        }
    }

    /** Called from the weakened relay's {@code run}. */
    public static void runOnceMore(Object relay) {
        if (RUNNING_TWICE.add(relay)) {
            Thread.ofPlatform().daemon().name("second-outbox-relay").start(() -> {
                try {
                    Method run = relay.getClass().getDeclaredMethod("run");
                    run.setAccessible(true);
                    run.invoke(relay);
                } catch (ReflectiveOperationException e) {
                    System.err.println("the second relay has ended: " + e);
                }
            });
        }
    }
}
