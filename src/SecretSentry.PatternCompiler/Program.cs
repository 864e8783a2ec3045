using SecretSentry.PatternCompiler;

return Commands.Run(args);
