export default function Page() {
  return <main>Ouroboros</main>
}
