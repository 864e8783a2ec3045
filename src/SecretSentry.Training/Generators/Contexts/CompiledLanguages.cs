using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Java, Kotlin, Scala, C#, Go, Rust, C and C++, Swift, Objective-C, Dart, Visual Basic, Haskell, Clojure, Delphi.</summary>
internal static class CompiledLanguages
{
    private static readonly Language Java = new("java")
    {
        Weight = 24,
        Comment = "//",
        Casings = "camel camel camel upper",
        Quotes = "\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source src/main/java/com/{{brand}}/{{term}}/{{type}}.java
            source {{dir}}{{type}}.java
            settings src/main/java/com/{{brand}}/config/{{type}}Config.java
            test src/test/java/com/{{brand}}/{{term}}/{{type}}Test.java
            test {{dir}}{{type}}IT.java
            sample {{dir}}{{type}}Example.java
            docs {{dir}}{{type}}.java
            """),
        Frames = Language.SplitLines("""
            package com.{{brand}}.{{term}};↵↵public class {{type}} {↵    …↵}
            package com.{{brand}}.{{term}};↵↵public class {{type}} {↵↵    public void {{call:camel}}() throws Exception {↵        …↵    }↵}
            @Test↵public void {{test:camel}}() {↵    …↵}
            @Configuration↵public class {{type}}Config {↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            private static final String {{n:upper}} = {{v}};
            public static final String {{n:upper}}{{eq}}{{v}};
            String {{n}} = {{v}};
            final String {{n:camel}} = {{v}};
            private String {{n:camel}} = {{v}};
            var {{n:camel}} = {{v}};
            this.{{n:camel}} = {{v}};
            {{term}}.set{{n:pascal}}({{v}});
            {{term}}.setProperty("{{n:dot}}", {{v}});
            System.setProperty("{{n:dot}}", {{v}});
            props.put("{{n:dot}}", {{v}});
            map.put("{{n}}", {{v}});
            .{{n:camel}}({{v}})
            .with{{n:pascal}}({{v}})
            .header("{{n:header}}", {{v}})
            .header("Authorization", "Bearer {{tok:dq}}")
            .addHeader("Authorization", "Basic {{pw:basic}}")
            .param("{{n:camel}}", {{v}})
            .queryParam("{{n:snake}}", {{v}})
            @Value("${{{n:dot}}:{{v:word}}}")↵private String {{n:camel}};
            @{{type}}({{n:camel}} = {{v}})
            @Parameter(names = "--{{n:kebab}}", defaultValue = {{v}})
            @WithMockUser(username = "{{user}}", password = "{{pw:dq}}")
            @DataSourceDefinition(url = "jdbc:derby://{{host}}/{{db}}", user = "{{user}}", password = "{{pw:dq}}")
            DriverManager.getConnection("jdbc:mysql://{{host}}:{{port}}/{{db}}", "{{user}}", "{{pw:dq}}");
            DriverManager.getConnection({{n:camel}}Url, "{{user}}", "{{pw:dq}}");
            dataSource.getConnection("{{user}}", "{{pw:dq}}");
            String url = "jdbc:oracle:thin:{{user}}/{{pw:word}}@{{host}}:1521/{{db}}";
            if ({{v}}.equals({{n:camel}})) {
            return {{v}} == {{n:camel}};
            dataSource.set{{n:pascal}}({{v}});
            Credentials.basic("{{user}}", "{{pw:dq}}");
            DriverManager.getConnection("jdbc:postgresql://{{host}}/{{db}}?user={{user}}&password={{pw:url}}");
            new UsernamePasswordCredentials("{{user}}", "{{pw:dq}}")
            new UsernamePasswordAuthenticationToken("{{user}}", "{{pw:dq}}");
            new PasswordAuthentication("{{user}}", "{{pw:dq}}".toCharArray())
            new BasicAWSCredentials("{{brand:upper}}", "{{key:dq}}");
            char[] {{n:camel}} = "{{v:dq}}".toCharArray();
            byte[] {{n:camel}} = "{{v:dq}}".getBytes(StandardCharsets.UTF_8);
            byte[] {{n:camel}} = new byte[] { {{v:bytes}} };
            Base64.getDecoder().decode({{key:"}})
            String {{n:camel}} = System.getenv().getOrDefault("{{n:upper}}", {{v}});
            assertEquals({{v}}, {{term}}.get{{n:pascal}}());
            assertThat({{term}}.get{{n:pascal}}()).isEqualTo({{v}});
            when({{term}}.get{{n:pascal}}()).thenReturn({{v}});
            if ({{n:camel}}.equals({{v}})) {
            Optional<String> {{n:camel}} = Optional.of({{v}});
            new SecretKeySpec("{{key:dq}}".getBytes(), "AES");
            Algorithm.HMAC256("{{key:dq}}")
            Jwts.builder().signWith(SignatureAlgorithm.HS512, "{{key:dq}}")
            auth.inMemoryAuthentication().withUser("{{user}}").password("{{pw:dq}}").roles("USER");
            .withUser("{{user}}").password("{noop}{{pw:dq}}")
            String json = "{\"user\":\"{{user}}\",\"{{n:camel}}\":\"{{v:dq2}}\"}";
            + "&{{n:snake}}={{v:url}}"
            String url = "https://{{user}}:{{pw:url}}@{{host}}/{{term}}";
            ks.load({{term}}, "{{pw:dq}}".toCharArray());
            public static String {{n:camel}}() { return {{v}}; }
            Map.of("user", "{{user}}", "{{n:camel}}", {{v}})
            {"{{user}}", "{{pw:dq}}"},
            String[] passwords = {"{{pw:dq}}", "{{pw2:dq}}"};
            Arrays.asList("{{tok:dq}}", "{{tok2:dq}}")
            new {{type}}Client("{{tok:dq}}")
            login("{{user}}", "{{pw:dq}}");
            authenticate("{{mail}}", "{{pw:dq}}")
            session.setPassword("{{pw:dq}}");
            encoder.encode("{{pw:dq}}")
            Cipher.init("{{key:dq}}")
            logger.info("{{n:words}}: " + {{v}});
            {{n:upper}}({{v}}),
            {{n:upper}}("{{term}}", {{v}}),
            new {{type}}("{{user}}", {{v}}).get{{n:pascal}}();
            """),
        Fillers = Language.SplitLines("""
            import com.{{brand}}.{{term}}.{{type}};
            private final {{type}} {{term}};
            return {{term}}.{{call:camel}}({{secretname:camel}});
            String user = "{{user}}";
            {{term}}.setUsername("{{user}}");
            {{term}}.setHost("{{host}}");
            throw new {{type}}Exception("{{message}}");
            if ({{secretname:camel}} == null) {
            int {{term}} = {{num}};
            /** {{say}} */
            @Override
            """),
    };

    private static readonly Language Kotlin = Java with
    {
        Name = "kotlin",
        Weight = 8,
        Casings = "camel camel upper",
        Quotes = "\" \" \"\"\"",
        Paths = Language.SplitLines("""
            source {{dir}}{{type}}.kt
            settings {{dir}}build.gradle.kts
            test src/test/kotlin/{{type}}Test.kt
            """),
        Frames = Language.SplitLines("""
            package com.{{brand}}.{{term}}↵↵class {{type}} {↵    …↵}
            object {{type}} {↵    …↵}
            fun {{call:camel}}() {↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            val {{n}} = {{v}}
            var {{n:camel}}: String = {{v}}
            const val {{n:upper}} = {{v}}
            private val {{n:camel}}: String by lazy { {{v}} }
            {{n:camel}} = {{v}},
            "{{n}}" to {{v}},
            {{term}}.{{n:camel}} = {{v}}
            {{type}}({{n:camel}} = {{v}}, user = "{{user}}")
            data class {{type}}(val {{n:camel}}: String = {{v}})
            buildConfigField("String", "{{n:upper}}", "\"{{v:dq2}}\"")
            header("{{n:header}}", {{v}})
            mapOf("{{n:snake}}" to {{v}})
            assertEquals({{v}}, {{term}}.{{n:camel}})
            val {{n:camel}} = System.getenv("{{n:upper}}") ?: {{v}}
            every { {{term}}.{{n:camel}} } returns {{v}}
            credentials {↵    username = "{{user}}"↵    password = "{{pw:dq}}"↵}
            client.login("{{user}}", "{{pw:dq}}")
            password = BasicCredentials("{{user}}", "{{pw:dq}}")
            """),
    };

    private static readonly Language Scala = Java with
    {
        Name = "scala",
        Weight = 6,
        Quotes = "\" \" \"\"\"",
        Paths = Language.SplitLines("""
            source {{dir}}{{type}}.scala
            settings {{dir}}build.sbt
            test src/test/scala/{{type}}Spec.scala
            """),
        Frames = Language.SplitLines("""
            object {{type}} extends App {↵    …↵}
            class {{type}}Spec extends AnyFlatSpec {↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            val {{n}} = {{v}}
            val {{n:camel}}: String = {{v}}
            {{n:camel}} = Some({{v}}),
            val {{n:camel}} = Some({{v}})
            val {{n:camel}} = Option({{v}})
            "{{n}}" -> {{v}},
            .config("spark.{{n:dot}}", {{v}})
            .option("{{n:camel}}", {{v}})
            .set("{{n:dot}}", {{v}})
            case class {{type}}({{n:camel}}: String = {{v}})
            credentials += Credentials("{{brand}}", "{{host}}", "{{user}}", "{{pw:dq}}")
            {{n:camel}} should be({{v}})
            {{type}}({{n:camel}} = {{v}})
            sys.env.getOrElse("{{n:upper}}", {{v}})
            """),
    };

    private static readonly Language CSharp = new("csharp")
    {
        Weight = 18,
        Comment = "//",
        Casings = "camel pascal pascal upper",
        Quotes = "\" \" \" @\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{type}}.cs
            source src/{{type}}.Api/Controllers/{{type}}Controller.cs
            settings {{dir}}Startup.cs
            test {{dir}}{{type}}Tests.cs
            test tests/{{type}}.Tests/{{type}}Test.cs
            sample {{dir}}{{type}}Sample.cs
            data Migrations/{{type}}Seed.cs
            """),
        Frames = Language.SplitLines("""
            namespace {{type}}.{{type}};↵↵public class {{type}}↵{↵    …↵}
            using System;↵↵namespace {{type}}↵{↵    internal static class {{type}}↵    {↵        …↵    }↵}
            [Fact]↵public async Task {{test:pascal}}()↵{↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            private const string {{n:pascal}} = {{v}};
            public const string {{n:upper}} = {{v}};
            private readonly string _{{n:camel}} = {{v}};
            private static string {{n:pascal}} { get; set; } = {{v}};
            public string {{n:pascal}} => {{v}};
            string {{n:camel}} = {{v}};
            var {{n:camel}} = {{v}};
            {{n:pascal}} = {{v}},
            {{n:pascal}}{{eq}}{{v}};
            ["{{n:pascal}}"] = {{v}},
            { "{{n:pascal}}", {{v}} },
            {{term}}.{{n:pascal}} = {{v}};
            options.{{n:pascal}} = {{v}};
            new {{type}} { UserName = "{{user}}", {{n:pascal}} = {{v}} };
            new NetworkCredential("{{user}}", "{{pw:dq}}");
            new NetworkCredential("{{user}}", "{{pw:dq}}", "{{brand}}")
            new SqlConnection("Server={{host}};Database={{db}};User Id={{user}};Password={{pw:connection}};");
            var cs = @"Data Source={{host}};Initial Catalog={{db}};User ID={{user}};Password={{pw:connection}}";
            "Host={{host}};Port={{port}};Username={{user}};Password={{pw:connection}};Database={{db}}"
            "DefaultEndpointsProtocol=https;AccountName={{brand}};AccountKey={{key:connection}};EndpointSuffix=core.windows.net"
            "Endpoint=sb://{{brand}}.servicebus.windows.net/;SharedAccessKeyName={{term}};SharedAccessKey={{key:connection}}"
            client.DefaultRequestHeaders.Add("{{n:header}}", {{v}});
            new AuthenticationHeaderValue("Bearer", "{{tok:dq}}");
            new AuthenticationHeaderValue("Basic", "{{pw:basic}}");
            await userManager.CreateAsync(user, "{{pw:dq}}");
            await signInManager.PasswordSignInAsync("{{user}}", "{{pw:dq}}", true, false);
            Assert.Equal({{v}}, {{term}}.{{n:pascal}});
            {{term}}.{{n:pascal}}.Should().Be({{v}});
            Environment.SetEnvironmentVariable("{{n:upper}}", {{v}});
            Environment.GetEnvironmentVariable("{{n:upper}}") ?? {{v}}
            [InlineData("password", "{{pw:dq}}")]
            new SymmetricSecurityKey(Encoding.UTF8.GetBytes("{{key:dq}}"));
            .AddJwtBearer(o => o.{{n:pascal}} = {{v}})
            if ({{n:camel}} == {{v}})
            config["{{term}}:{{n:pascal}}"] = {{v}};
            [DefaultValue({{v}})]↵public string {{n:pascal}} { get; set; }
            public {{type}}(string {{n:camel}} = {{v}})
            driver.FindElement(By.Id("password")).SendKeys("{{pw:dq}}");
            private static readonly byte[] {{n:pascal}} = { {{v:hexbytes}} };
            var json = "{\"userName\":\"{{user}}\",\"{{n:camel}}\":\"{{v:dq2}}\"}";
            var json = @"{""userName"":""{{user}}"",""{{n:camel}}"":""{{v:word}}""}";
            Login("{{user}}", "{{pw:dq}}");
            { "{{user}}", "{{pw:dq}}" },
            new {{type}}Client("{{tok:dq}}")
            string[] passwords = { "{{pw:dq}}", "{{pw2:dq}}" };
            new ClientSecretCredential("{{uuid}}", "{{uuid}}", "{{tok:dq}}")
            Hash("{{pw:dq}}")
            [TestCase("{{user}}", "{{pw:dq}}")]
            """),
        Fillers = Language.SplitLines("""
            using {{type}}.{{type}};
            private readonly {{type}} _{{term}};
            var {{term}} = await _{{term}}.{{call:pascal}}({{secretname:camel}});
            UserName = "{{user}}",
            throw new {{type}}Exception("{{message}}");
            [Required] public string {{secretname:pascal}} { get; set; }
            /// <summary>{{say}}</summary>
            """),
    };

    private static readonly Language Go = new("go")
    {
        Weight = 22,
        Comment = "//",
        Casings = "camel camel pascal pascal",
        Quotes = "\" \" \" `",
        Expressions = true,
        Indents = ["\t"],
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.go
            source cmd/{{term}}/main.go
            settings {{dir}}config.go
            test {{dir}}{{term:snake}}_test.go
            test pkg/{{term}}/{{term:snake}}_test.go
            sample examples/{{term}}/main.go
            """),
        Frames = Language.SplitLines("""
            package {{term}}↵↵…
            package {{term}}↵↵import "testing"↵↵func Test{{type}}(t *testing.T) {↵    …↵}
            package main↵↵const (↵    …↵)
            var {{term}} = {{type}}{↵    …↵}
            tests := []struct {↵    name string↵}{↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            {{n}} := {{v}}
            {{n:camel}} = {{v}}
            const {{n:camel}} = {{v}}
            var {{n:camel}} = {{v}}
            var {{n:camel}} string = {{v}}
            {{n:pascal}}: {{v}},
            {{n:pascal}}:    {{v}},
            "{{n}}": {{v}},
            {"{{n}}", {{v}}},
            {name: "{{words}}", {{n:camel}}: {{v}}, want: {{false|true}}},
            os.Setenv("{{n:upper}}", {{v}})
            t.Setenv("{{n:upper}}", {{v}})
            {{term}}.{{n:pascal}} = {{v}}
            {{term}}.Set{{n:pascal}}({{v}})
            req.SetBasicAuth("{{user}}", "{{pw:dq}}")
            db, err := sql.Open("mysql", "{{user}}:{{pw:word}}@tcp({{host}}:3306)/{{db}}")
            dsn := "{{user}}:{{pw:word}}@tcp({{host}})/{{db}}?parseTime=true"
            req.Header.Set("{{n:header}}", {{v}})
            req.Header.Add("Authorization", "Bearer {{tok:dq}}")
            r.Header.Set("Authorization", "Basic {{pw:basic}}")
            if {{n:camel}} != {{v}} {
            require.Equal(t, {{v}}, {{term}}.{{n:pascal}})
            assert.Equal(t, {{term}}.{{n:pascal}}, {{v}})
            flag.StringVar(&{{n:camel}}, "{{n:kebab}}", {{v}}, "{{say}}")
            flag.String("{{n:kebab}}", {{v}}, "{{say}}")
            viper.SetDefault("{{n:dot}}", {{v}})
            cmd.Flags().StringVarP(&{{n:camel}}, "{{n:kebab}}", "p", {{v}}, "{{say}}")
            sql.Open("mysql", "{{user}}:{{pw:url}}@{{tcp|unix}}({{host}}:3306)/{{db}}")
            sql.Open("postgres", "host={{host}} user={{user}} password={{pw:connection}} dbname={{db}} sslmode=disable")
            dsn := "postgres://{{user}}:{{pw:url}}@{{host}}:5432/{{db}}?sslmode=disable"
            url: "nats://{{user}}:{{pw:url}}@{{host}}:%d",
            []byte("{{key:dq}}")
            {{n:camel}} := []byte({{v}})
            {{n:camel}} := []byte{{{v:hexbytes}}}
            body := `{"user":"{{user}}","{{n:camel}}":"{{v:dq}}"}`
            body := "{\"user\":\"{{user}}\",\"{{n:camel}}\":\"{{v:dq2}}\"}"
            credentials.NewStaticCredentials("{{brand}}", "{{key:dq}}", "")
            oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "{{tok:dq}}"})
            redis.NewClient(&redis.Options{Addr: "{{host}}:6379", Password: "{{pw:dq}}"})
            ssh.Password("{{pw:dq}}"),
            smtp.PlainAuth("", "{{mail}}", "{{pw:dq}}", "{{host}}")
            client.Login(ctx, "{{user}}", "{{pw:dq}}")
            {{n:camel}} *string = aws.String({{v}})
            {{n:pascal}}: pointer.String({{v}}),
            {{n:pascal}}: types.StringValue({{v}}),
            url.UserPassword("{{user}}", "{{pw:dq}}")
            {"{{user}}", "{{pw:dq}}"},
            users := map[string]string{"{{user}}": "{{pw:dq}}"}
            New{{type}}Client("{{tok:dq}}")
            tokens := []string{"{{tok:dq}}", "{{tok2:dq}}"}
            bcrypt.GenerateFromPassword([]byte("{{pw:dq}}"), 10)
            gin.Accounts{"{{user}}": "{{pw:dq}}"}
            if header != "Basic {{pw:basic}}" {
            token := "Bearer {{tok:dq}}"
            data := url.Values{"{{n:snake}}": {{{v}}}}
            {{n:pascal}} string `json:"{{n:snake}}" default:"{{v:dq}}"`
            password: "{{pw:dq}}", username: "{{user}}"
            mock.ExpectQuery("SELECT").WithArgs("{{user}}", "{{pw:dq}}")
            resource "{{brand}}_user" "test" {↵    name     = "{{user}}"↵    {{n:snake}} = "{{v:dq}}"↵}
            """),
        Fillers = Language.SplitLines("""
            import "{{brand}}.com/{{term}}/{{term}}"
            if err != nil {↵    return fmt.Errorf("{{message}}: %w", err)↵}
            {{term}} := {{num}}
            Username: "{{user}}",
            Host: "{{host}}",
            func {{call:pascal}}({{secretname:camel}} string) (*{{type}}, error) {
            return {{term}}.{{call:pascal}}({{secretname:camel}})
            t.Fatal("{{message}}")
            {{term}}, err := {{term}}.{{call:pascal}}(ctx, "{{slug}}")
            """),
    };

    private static readonly Language Rust = new("rust")
    {
        Weight = 8,
        Comment = "//",
        Casings = "snake snake upper",
        Quotes = "\" \" \" r#",
        Expressions = true,
        Paths = Language.SplitLines("""
            source src/{{term:snake}}.rs
            source crates/{{term}}/src/{{term:snake}}.rs
            test tests/{{term:snake}}.rs
            sample examples/{{term:snake}}.rs
            """),
        Frames = Language.SplitLines("""
            …
            fn main() {↵    …↵}
            #[cfg(test)]↵mod tests {↵    #[test]↵    fn {{test:snake}}() {↵        …↵    }↵}
            let {{term}} = {{type}} {↵    …↵};
            """),
        Snippets = Language.SplitLines("""
            let {{n}} = {{v}};
            let {{n:snake}}: &str = {{v}};
            const {{n:upper}}: &str = {{v}};
            static {{n:upper}}: &'static str = {{v}};
            pub const {{n:upper}}: &str = {{v}};
            {{n:snake}}: {{v}}.to_string(),
            {{n:snake}}: {{v}},
            {{n:snake}}: Some({{v}}.into()),
            {{n:snake}}: String::from({{v}}),
            .{{n:snake}}({{v}})
            env::set_var("{{n:upper}}", {{v}});
            std::env::var("{{n:upper}}").unwrap_or({{v}}.to_string())
            .basic_auth("{{user}}", Some("{{pw:dq}}"))
            .header("{{n:header}}", {{v}})
            .bearer_auth("{{tok:dq}}")
            assert_eq!({{term}}.{{n:snake}}, {{v}});
            let url = "postgres://{{user}}:{{pw:url}}@{{host}}/{{db}}";
            ("{{n:snake}}", {{v}}),
            Secret::new({{v}})
            let {{n:snake}} = hex!("{{v:dq}}");
            let {{n:snake}} = b"{{v:dq}}";
            let {{n:snake}}: [u8; 16] = [{{v:hexbytes}}];
            #[arg(long, env = "{{n:upper}}", default_value = "{{v:dq}}")]
            client.login("{{user}}", "{{pw:dq}}").await?;
            """),
        Fillers = Language.SplitLines("""
            use {{term}}::{{type}};
            let {{term}} = {{num}};
            username: "{{user}}".into(),
            return Err(anyhow!("{{message}}"));
            pub {{secretname:snake}}: Option<String>,
            """),
    };

    private static readonly Language C = new("c")
    {
        Weight = 12,
        Comment = "//",
        Casings = "snake upper camel",
        Quotes = "\" \" \" L\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.{{c|h|cpp|cc|hpp|ino}}
            settings {{dir}}{{secrets|config|arduino_secrets|credentials}}.h
            test {{dir}}{{term:snake}}_test.{{c|cpp|cc}}
            sample {{dir}}{{term:snake}}.{{c|cpp|ino}}
            """),
        Frames = Language.SplitLines("""
            #include <{{term}}.h>↵↵…
            #ifndef {{term:upper}}_H↵#define {{term:upper}}_H↵↵…↵↵#endif
            int main(int argc, char **argv)↵{↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            #define {{n:upper}} {{v:"}}
            #define {{n:upper}}    {{v:"}}
            const char* {{n}} = {{v}};
            const char *{{n:snake}} = {{v}};
            static const char {{n:snake}}[] = {{v}};
            char {{n:snake}}[{{num}}] = {{v}};
            std::string {{n:snake}} = {{v}};
            auto {{n:snake}} = {{v}};
            const std::string {{n:camel}}{{{v}}};
            {{term}}.{{n:snake}} = {{v}};
            {{term}}->{{n:snake}} = {{v}};
            .{{n:snake}} = {{v}},
            strcpy({{n:snake}}, {{v}});
            if (strcmp({{n:snake}}, {{v}}) == 0) {
            if (strcmp({{v}}, {{n:snake}}) == 0)
            PQsetdbLogin("{{host}}", NULL, NULL, NULL, "{{db}}", "{{user}}", "{{pw:dq}}");
            WiFi.begin("{{brand}}", "{{pw:dq}}");
            setenv("{{n:upper}}", {{v}}, 1);
            curl_easy_setopt(curl, CURLOPT_USERPWD, "{{user}}:{{pw:word}}");
            curl_easy_setopt(curl, CURLOPT_PASSWORD, "{{pw:dq}}");
            mysql_real_connect(conn, "{{host}}", "{{user}}", "{{pw:dq}}", "{{db}}", 0, NULL, 0);
            unsigned char {{n:snake}}[] = { {{v:hexbytes}} };
            uint8_t {{n:snake}}[16] = {{{v:hexbytes}}};
            EXPECT_EQ({{v}}, {{term}}.{{n:snake}}());
            EXPECT_STREQ({{term}}->{{n:snake}}, {{v}});
            {{term}}->set_{{n:snake}}({{v}});
            QString {{n:camel}} = QStringLiteral("{{v:dq}}");
            {"{{n:snake}}", {{v}}},
            PQconnectdb("host={{host}} user={{user}} password={{pw:connection}} dbname={{db}}");
            client.setCredentials("{{user}}", "{{pw:dq}}");
            std::string {{n:snake}} = getenv("{{n:upper}}") ? getenv("{{n:upper}}") : {{v}};
            """),
        Fillers = Language.SplitLines("""
            #include "{{term}}.h"
            int {{term}} = {{num}};
            /* {{say}} */
            return {{call:snake}}({{term}}, {{secretname:snake}});
            const char *user = "{{user}}";
            fprintf(stderr, "{{message}}\n");
            void {{call:snake}}(const char *{{secretname:snake}}, size_t {{term}});
            """),
    };

    private static readonly Language Swift = new("swift")
    {
        Weight = 6,
        Comment = "//",
        Casings = "camel camel pascal",
        Quotes = "\" \" \"\"\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source Sources/{{type}}/{{type}}.swift
            source {{dir}}{{type}}.swift
            test {{dir}}{{type}}Tests.swift
            settings {{dir}}{{Constants|Config|Secrets}}.swift
            """),
        Frames = Language.SplitLines("""
            import Foundation↵↵struct {{type}} {↵    …↵}
            enum Constants {↵    …↵}
            class {{type}}Tests: XCTestCase {↵    func test{{type}}() {↵        …↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            let {{n}} = {{v}}
            static let {{n:camel}} = {{v}}
            var {{n:camel}}: String = {{v}}
            let {{n:camel}}: String? = {{v}}
            case {{n:camel}} = {{v}}
            {{n:camel}}: {{v}},
            "{{n}}": {{v}},
            {{term}}.{{n:camel}} = {{v}}
            XCTAssertEqual({{term}}.{{n:camel}}, {{v}})
            request.setValue("Bearer {{tok:dq}}", forHTTPHeaderField: "Authorization")
            request.addValue({{v}}, forHTTPHeaderField: "{{n:header}}")
            {{type}}(username: "{{user}}", {{n:camel}}: {{v}})
            URLCredential(user: "{{user}}", password: "{{pw:dq}}", persistence: .none)
            ProcessInfo.processInfo.environment["{{n:upper}}"] ?? {{v}}
            UserDefaults.standard.set({{v}}, forKey: "{{n:camel}}")
            Auth.auth().signIn(withEmail: "{{mail}}", password: "{{pw:dq}}")
            """),
        Fillers = Language.SplitLines("""
            import {{type}}
            let {{term}} = {{num}}
            return {{term}}.{{call:camel}}({{secretname:camel}})
            """),
    };

    private static readonly Language ObjectiveC = new("objective-c")
    {
        Weight = 4,
        Comment = "//",
        Casings = "camel camel pascal",
        Quotes = "@'",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{type}}.{{m|h|mm}}
            test {{dir}}{{type}}Tests.m
            """),
        Snippets = Language.SplitLines("""
            NSString *{{n}} = {{v}};
            static NSString *const k{{n:pascal}} = {{v}};
            NSString * const {{n:pascal}} = {{v}};
            #define k{{n:pascal}} {{v:@'}}
            self.{{n:camel}} = {{v}};
            @"{{n}}" : {{v}},
            [{{term}} set{{n:pascal}}:{{v}}];
            [{{term}} setValue:{{v}} forHTTPHeaderField:@"{{n:header}}"];
            [{{term}} setObject:{{v}} forKey:@"{{n:camel}}"];
            [{{type}} loginWithUsername:@"{{user}}" password:@"{{pw:dq}}"];
            [{{type}} startWith:{{v}} {{n:camel}}:{{v2}} {{n2:camel}}:nil];
            XCTAssertEqualObjects({{term}}.{{n:camel}}, {{v}});
            """),
        Fillers = Language.SplitLines("""
            #import "{{type}}.h"
            @property (nonatomic, copy) NSString *{{secretname:camel}};
            """),
    };

    private static readonly Language Dart = new("dart")
    {
        Weight = 5,
        Comment = "//",
        Casings = "camel",
        Quotes = "' ' \"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source lib/{{term:snake}}/{{term:snake}}.dart
            settings lib/{{config|constants|env|firebase_options}}.dart
            test test/{{term:snake}}_test.dart
            """),
        Frames = Language.SplitLines("""
            …
            class {{type}} {↵    …↵}
            void main() {↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            const {{n}} = {{v}};
            static const String {{n:camel}} = {{v}};
            final String {{n:camel}} = {{v}};
            {{n:camel}}: {{v}},
            '{{n}}': {{v}},
            var {{n:camel}} = {{v}};
            expect({{term}}.{{n:camel}}, {{v}});
            headers: {'{{n:header}}': {{v}}},
            String.fromEnvironment('{{n:upper}}', defaultValue: {{v}})
            await auth.signIn(email: '{{mail}}', password: '{{pw:sq}}');
            {{type}}({{n:camel}}: {{v}})
            """),
        Fillers = Language.SplitLines("""
            import 'package:{{term}}/{{term}}.dart';
            labelText: '{{message}}',
            """),
    };

    private static readonly Language VisualBasic = new("visual-basic")
    {
        Weight = 4,
        Comment = "'",
        Casings = "pascal camel upper",
        Quotes = "@\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{type}}.{{vb|vbs|bas|asp}}
            """),
        Snippets = Language.SplitLines("""
            Dim {{n}} As String = {{v}}
            Const {{n:upper}} = {{v}}
            Private Const {{n:pascal}} As String = {{v}}
            {{n:pascal}} = {{v}}
            {{term}}.{{n:pascal}} = {{v}}
            str{{n:pascal}} = {{v}}
            conn.Open "Provider=SQLOLEDB;Data Source={{host}};User ID={{user}};Password={{pw:connection}};"
            conn.Open "DSN={{db}};UID={{user}};PWD={{pw:connection}}"
            objConn.Open "{{db}}", "{{user}}", "{{pw:sql}}"
            If {{n:camel}} = {{v}} Then
            New NetworkCredential("{{user}}", "{{pw:sql}}")
            """),
        Fillers = Language.SplitLines("""
            Dim {{term}} As Integer
            MsgBox "{{message}}"
            """),
    };

    private static readonly Language Functional = new("haskell-clojure")
    {
        Weight = 5,
        Comment = ";;",
        Casings = "kebab camel",
        Quotes = "\"",
        Expressions = false,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.{{clj|cljs|hs|ml|fs|el|lisp|scm}}
            test test/{{term:snake}}_test.clj
            settings {{dir}}{{config|profiles|project}}.{{edn|clj}}
            """),
        Snippets = Language.SplitLines("""
            (def {{n:kebab}} {{v}})
            :{{n:kebab}} {{v}}
            {:user "{{user}}" :{{n:kebab}} {{v}}}
            (defn {{call:kebab}} [] {:{{n:kebab}} {{v}}})
            {{n:camel}} = {{v}}
            let {{n:camel}} = {{v}}
            {{n:camel}} :: String↵{{n:camel}} = {{v}}
            (setq {{n:kebab}} {{v}})
            (is (= {{v}} (:{{n:kebab}} {{term}})))
            (def db {:dbtype "mysql" :dbname "{{db}}" :user "{{user}}" :password "{{pw:dq}}"})
            [<Literal>]↵let {{n:pascal}} = {{v}}
            ("{{n}}", {{v}})
            (System/setProperty "{{n:dot}}" {{v}})
            """),
        Fillers = Language.SplitLines("""
            (require '[{{term}}.{{term}} :as {{term}}])
            :host "{{host}}"
            """),
    };

    private static readonly Language Pascal = new("pascal-fortran")
    {
        Weight = 4,
        Comment = "//",
        Casings = "pascal upper flat",
        Quotes = "''",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{type}}.{{pas|dpr|f90|adb|cbl|sas|abap|m|jl|prg}}
            """),
        Snippets = Language.SplitLines("""
            {{n}} := {{v}};
            const {{n:pascal}} = {{v}};
            {{n:pascal}}: string = {{v}};
            {{term}}.{{n:pascal}} := {{v}};
            Params.Values['{{n:flatupper}}'] := {{v}};
            {{term}}.Params.Add('Password={{pw:sql}}');
            libname {{db}} oracle user={{user}} password='{{pw:sql}}' path={{db}};
            %let {{n:snake}} = {{v}};
            {{n:flat}} = {{v}}
            {{term}}.Connect('{{user}}', '{{pw:sql}}');
            LV_{{n:upper}} = {{v}}.
            MOVE {{v}} TO WS-{{n:upper}}.
            """),
        Fillers = Language.SplitLines("""
            {{term}} := {{num}};
            uses {{type}}, {{type}};
            """),
    };

    public static readonly ImmutableArray<Language> All =
        [Java, Kotlin, Scala, CSharp, Go, Rust, C, Swift, ObjectiveC, Dart, VisualBasic, Functional, Pascal];
}
