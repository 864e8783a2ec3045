return SecretSentry.LibGit2.Printer.Run(args);
