package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.RuntimeFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The real project's servers and configuration around services that are stubs: the real ones are built after this module. */
final class StubProject {

    private StubProject() {
    }

    static Project in(Path folder) throws IOException {
        Project real = Project.find();
        link(folder, real, "infra/postgres");
        link(folder, real, "infra/rabbitmq");
        link(folder, real, "infra/local/target/runtime");
        link(folder, real, "prometheus");
        link(folder, real, "alertmanager");
        shareRuntime(folder, RuntimeFolder.of(real).path());
        Project project = new Project(folder);
        for (String service : new String[] {"shop-api", "crm-api", "mes-pipeline"}) {
            jar(project.serviceJar(service));
        }
        return project;
    }

    private static void link(Path folder, Project real, String path) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.createSymbolicLink(folder.resolve(path), real.file(path));
    }

    /** What others have unpacked already serves us too. */
    private static void shareRuntime(Path folder, Path runtime) throws IOException {
        Folders.make(folder.resolve(".touchstone"));
        Folders.make(runtime);
        Files.createSymbolicLink(folder.resolve(".touchstone/runtime"), runtime);
    }

    private static void jar(Path file) throws IOException {
        Folders.make(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        String classFile = StubService.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest);
             InputStream bytes = StubService.class.getClassLoader().getResourceAsStream(classFile)) {
            jar.putNextEntry(new JarEntry(classFile));
            bytes.transferTo(jar);
        }
    }
}
