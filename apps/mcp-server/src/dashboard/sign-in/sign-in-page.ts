import { html } from "hono/html";
import { document, type Html } from "../page/document.js";

/** The page that asks for the token. Holds nothing of what is behind it. */
export function signInPage(problem: string | null): Html {
  return document({
    title: "Sign in – testio-mcp",
    content: html`<main class="sign-in">
<h1>testio-mcp</h1>
<p>This server shows its data to those who know its token.</p>
${problem === null ? "" : html`<p class="problem" role="alert" id="problem">${problem}</p>`}
<form method="post" action="/sign-in">
<input type="text" name="username" value="testio-mcp" autocomplete="username" hidden>
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus
  aria-describedby="${problem === null ? "hint" : "problem hint"}">
<p class="hint" id="hint">The value of <code>TESTIO_HTTP_TOKEN</code>, from whoever set this server up.</p>
<button type="submit">Sign in</button>
</form>
</main>`,
  });
}
