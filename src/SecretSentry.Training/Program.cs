using SecretSentry.Training;

return Commands.Run(args);
